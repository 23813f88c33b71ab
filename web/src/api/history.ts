// What was changed, by whom, when and why: of a cell, a row, or the whole workspace; and what was deleted.
import { getJson, sendJson } from './http';
import type { Value } from './values';

/** Who did it: an id, and where the server knows it a name. */
export type Actor = string | { id: string; name: string };

export const actorName = (actor: Actor | undefined): string => {
  const name = typeof actor === 'object' ? actor.name || actor.id : (actor ?? '');
  return name.replace(/^(token|local|user):/, '') || 'somebody';
};

export interface HistoryItem {
  sequence: number;
  time: string;
  actor: Actor;
  reason: string;
  cause: string;
  kind: string; // insert, update, delete, override, …
  table: string;
  tableName: string;
  row: string;
  rowName: string;
  column: string; // "" when it is about the row
  columnName: string;
  before: Value;
  after: Value;
  computed: boolean;
}

export interface HistoryPlace {
  table?: string;
  row?: string;
  column?: string;
  sequence?: number;
  limit?: number;
}

const parameters = (place: object) => new URLSearchParams(Object.entries(place).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));

export const fetchHistory = (place: HistoryPlace, signal?: AbortSignal) =>
  getJson<{ items: HistoryItem[] }>(`/api/history?${parameters(place)}`, signal);

export interface Transaction {
  sequence: number;
  time: string;
  actor: Actor;
  cause: string;
  reason: string;
  reverts?: number;
  takenBack?: boolean;
  rows: number;
  cells: number;
  what: string;
}

export const fetchTransactions = (query: { actor?: string; limit?: number; before?: number }, signal?: AbortSignal) =>
  getJson<{ items: Transaction[]; before?: number }>(`/api/transactions?${parameters(query)}`, signal);

export interface DeletedRow {
  table: string;
  tableName: string;
  row: string;
  name: string;
  sequence: number;
  time: string;
  actor: Actor;
  cause: string;
  reason: string;
}

export const fetchBin = (query: { table?: string; limit?: number; before?: number }, signal?: AbortSignal) =>
  getJson<{ items: DeletedRow[]; before?: number }>(`/api/bin?${parameters(query)}`, signal);

export const restoreRows = (rows: { table: string; row: string }[]) =>
  sendJson<{ sequence: number; what: string; rows: number }>('POST', '/api/bin/restore', { rows });
