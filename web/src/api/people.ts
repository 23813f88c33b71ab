// Who uses the page, and the people of the workspace.
import { getJson, sendJson } from './http';
import type { RowLink } from './values';

export interface Me {
  actor: string;
  name: string;
  email: string;
  scope: string;
  person: RowLink | null;
  /** The page on the server's own machine, without a login: one may say who one is. */
  local?: boolean;
}

export interface Person {
  id: string;
  name: string;
  email?: string;
}

export const fetchMe = (signal?: AbortSignal) => getJson<Me>('/api/me', signal);
export const setMe = (person: string | null) => sendJson<Me>('PUT', '/api/me', { person });
export const fetchPeople = (signal?: AbortSignal) => getJson<{ items: Person[] }>('/api/people', signal);
