// A value that a person sets in the place of a computed one, with a reason and for as long as they say.
import { sendJson } from './http';
import type { Value } from './values';

export interface NewOverride {
  table: string;
  row: string;
  column: string;
  value: Value;
  reason: string;
  expiresAt?: string;
}

export const setOverride = (override: NewOverride) => sendJson<unknown>('POST', '/api/overrides', override);
export const clearOverride = (cell: { table: string; row: string; column: string }) =>
  sendJson<unknown>('DELETE', `/api/overrides?${new URLSearchParams({ ...cell })}`);
