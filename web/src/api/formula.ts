// Formulas that are not (yet) a column's: whether they make sense, what they give, and which functions there are.
import type { FormulaValue, FormulaValues } from './generated';
import { getJson, sendJson } from './http';

export type { FormulaCheck, FormulaDiagnostic, FunctionInfo } from './generated';
export type { FormulaValues };

export const checkFormula = (formula: string, table: string | undefined, signal?: AbortSignal) =>
  sendJson('POST', '/api/formula/check', { body: { formula, ...(table ? { table } : {}) }, signal });

// Whether the answer is of one value or of several, the request says.
export const evaluateFormula = (formula: string, place: { table?: string; row?: string } = {}, signal?: AbortSignal) =>
  sendJson('POST', '/api/formula/evaluate', { body: { formula, ...place }, signal }) as Promise<FormulaValue>;

/** For each of some rows of a table, at once. */
export const evaluateForRows = (formula: string, table: string, rows: string[], signal?: AbortSignal) =>
  sendJson('POST', '/api/formula/evaluate', { body: { formula, table, rows }, signal }) as Promise<FormulaValues>;

export const fetchFunctions = (signal?: AbortSignal) => getJson('/api/functions', { signal });
