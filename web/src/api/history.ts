// What was changed, by whom, when and why: of a cell, a row, or the whole workspace; and what was deleted.
import type { Actor } from './generated';
import { getJson, sendJson, type QueryOf } from './http';

export type { LoggedChange } from './generated';

/** The name of who did it, or what stands in the log for one who has none: "user:ada". */
export const actorName = (actor: Actor | string): string => {
  const name = typeof actor === 'object' ? actor.name || actor.id : actor;
  return name.replace(/^(token|local|user):/, '') || 'somebody';
};

/** The newest first; with `after`, the oldest first from what came behind that transaction. */
export const fetchHistory = (query: QueryOf<'history'>, signal?: AbortSignal) => getJson('/api/history', { query, signal });

export const fetchTransactions = (query: QueryOf<'listTransactions'>, signal?: AbortSignal) => getJson('/api/transactions', { query, signal });

export const fetchBin = (query: QueryOf<'listBin'>, signal?: AbortSignal) => getJson('/api/bin', { query, signal });

export const restoreRows = (rows: { table: string; row: string }[]) => sendJson('POST', '/api/bin/restore', { body: { rows } });
