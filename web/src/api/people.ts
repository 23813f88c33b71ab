// Who uses the page, and the people of the workspace. On the server's own machine nobody signs in: who one is, is said on the
// page; the server remembers it for this browser, and every answer is for that person from then on.
import type { Person } from './generated';
import { getJson, sendJson } from './http';

export type { Me } from './generated';
export type { Person };

export const fetchMe = (signal?: AbortSignal) => getJson('/api/me', { signal });
export const setMe = (person: string | null) => sendJson('PUT', '/api/me', { body: { person } });
/** Everybody in the table of people. */
export const fetchPeople = async (signal?: AbortSignal): Promise<Person[]> => (await getJson('/api/people', { signal })).items;
