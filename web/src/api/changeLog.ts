// The change log: who changed what, when, from what to what.
import { getJson } from './http';
import type { Value } from './values';

export interface LoggedChange {
  sequence: number;
  time: string;
  actor: string;
  reason: string;
  cause: string;
  kind: string;
  table: string;
  tableName?: string;
  row: string;
  rowName?: string;
  column?: string;
  columnName?: string;
  before?: Value;
  after?: Value;
  computed?: boolean;
}

export interface HistoryQuery {
  table?: string;
  row?: string;
  column?: string;
  limit?: number;
  /** Oldest first, from what came after this transaction. */
  after?: number;
}

export function fetchHistory(query: HistoryQuery, signal?: AbortSignal) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value));
  return getJson<{ items: LoggedChange[]; sequence: number }>(`/api/history?${params}`, signal);
}
