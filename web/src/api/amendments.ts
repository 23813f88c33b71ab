// The corrections that ship beside the blueprint, and what the checker finds in it.
import { getJson, sendJson } from './http';

export type { Amendment, Finding } from './generated';

export const fetchAmendments = (signal?: AbortSignal) => getJson('/api/amendments', { signal });
export const fetchAmendment = (id: string, signal?: AbortSignal) => getJson('/api/amendments/{amendmentId}', { path: { amendmentId: id }, signal });
export const switchAmendment = (id: string, on: boolean) =>
  sendJson('POST', '/api/amendments/{amendmentId}', { path: { amendmentId: id }, body: { on } });

export const fetchCheck = (signal?: AbortSignal) => getJson('/api/check', { signal });
