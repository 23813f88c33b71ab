// Who needs somebody today, and why: the server's ranking over the blueprint's rules.
import { getJson } from './http';

export type { HomeItem, HomeReason } from './generated';

export const fetchHome = (scope: string, signal?: AbortSignal) => getJson('/api/home', { query: { scope }, signal });
