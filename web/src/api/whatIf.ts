// What a change would do everywhere, without making it.
import type { ColumnEffect } from './effect';
import { sendJson } from './http';
import type { Value } from './values';

export interface WhatIfQuestion {
  amendments?: { id: string; on: boolean }[];
  formulas?: { table: string; column: string; formula: string }[];
  edits?: { table: string; row: string; column: string; value: Value }[];
  limit?: number;
}

export interface WhatIfAnswer {
  sequence: number;
  changedValues: number;
  changedRows: number;
  columns: ColumnEffect[];
  errors?: { appear: number; vanish: number };
}

export const askWhatIf = (question: WhatIfQuestion, signal?: AbortSignal) => sendJson<WhatIfAnswer>('POST', '/api/what-if', question, signal);
