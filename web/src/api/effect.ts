// What a change would do, or has done, to the values there are: the same members for a formula, an amendment and a what-if.
import { sendJson } from './http';
import type { Value } from './values';

export interface Sample {
  row: string;
  name: string;
  before: Value;
  after: Value;
}

/** Sums of the money columns of the rows concerned. */
export interface MoneySum {
  column: string;
  columnId?: string;
  before: number;
  after: number;
}

export interface Tier {
  value: string; // "" for blank
  before: number;
  after: number;
  money?: MoneySum[];
}

export interface Move {
  from: string;
  to: string;
  rows: number;
  money?: MoneySum[];
}

export interface NumberTotal {
  count: number;
  sum: number;
  average: number | null;
}

export interface ColumnEffect {
  table: string;
  tableId?: string;
  column: string;
  columnId?: string;
  kind?: 'changed' | 'new' | 'removed' | 'lost';
  count: number;
  samples: Sample[]; // those that change most
  numbers?: { before: NumberTotal; after: NumberTotal };
  tiers?: Tier[];
  moves?: Move[];
  errors?: { appear: number; vanish: number };
}

export interface Obstacle {
  kind: string;
  path: string;
  message: string;
  count: number; // of rows
}

export interface Dependent {
  kind: string;
  table: string;
  name: string;
  id: string;
  words: string;
  direct: boolean;
}

export interface SchemaReport {
  possible: boolean;
  applied: boolean;
  sequence: number;
  obstacles: Obstacle[];
  dependents: Dependent[];
  values: ColumnEffect[];
  changedValues: number;
  changedRows: number;
}

export interface SchemaChange {
  verb: 'add' | 'change' | 'remove';
  subject: 'table' | 'column' | 'option' | 'view' | 'formula' | 'control';
  table?: string;
  column?: string;
  name?: string;
  settings?: Record<string, unknown>;
}

export const askBlastRadius = (changes: SchemaChange[], signal?: AbortSignal) =>
  sendJson<SchemaReport>('POST', '/api/blast-radius', { changes }, signal);

export const changeSchema = (changes: SchemaChange[], reason: string) =>
  sendJson<SchemaReport>('POST', `/api/schema/changes?${new URLSearchParams(reason ? { reason } : {})}`, { changes });
