// Formulas that are not (yet) a column's: whether they make sense, what they give, and which functions there are.
import { getJson, sendJson } from './http';
import type { Value } from './values';

export interface Diagnostic {
  severity: 'error' | 'warning';
  begin: number; // UTF-16 units
  end: number;
  message: string;
}

export interface FormulaCheck {
  ok: boolean;
  type?: string;
  reads?: { table: string; column: string }[];
  diagnostics: Diagnostic[];
}

export const checkFormula = (formula: string, table: string | undefined, signal?: AbortSignal) =>
  sendJson<FormulaCheck>('POST', '/api/formula/check', { formula, ...(table ? { table } : {}) }, signal);

export interface FormulaValue {
  value: Value;
  text: string;
  type: string;
  error?: { code: string; reason: string };
  blankBecause?: string;
}

export const evaluateFormula = (formula: string, place: { table?: string; row?: string } = {}, signal?: AbortSignal) =>
  sendJson<FormulaValue>('POST', '/api/formula/evaluate', { formula, ...place }, signal);

/** For each of some rows of a table, at once. */
export const evaluateForRows = (formula: string, table: string, rows: string[], signal?: AbortSignal) =>
  sendJson<{ values: (Omit<FormulaValue, 'type'> & { row: string })[]; type: string }>('POST', '/api/formula/evaluate', { formula, table, rows }, signal);

export interface FunctionInfo {
  name: string;
  family: string;
  summary: string;
  signature: string;
  aliases: string[];
  parameters: { name: string; kind: string; optional?: boolean; repeated?: boolean }[];
  /** The first parameter of the group that may come again. */
  repeatFrom?: number;
  examples: { formula: string; result: string }[];
}

export const fetchFunctions = (signal?: AbortSignal) => getJson<{ items: FunctionInfo[] }>('/api/functions', signal);
