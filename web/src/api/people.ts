// Who uses the page, and the people of the workspace. On the server's own machine nobody signs in: who one is, is said on the
// page; the server remembers it for this browser, and every answer is for that person from then on.
import type { Me, People } from './generated';
import { getJson, sendJson } from './http';

export type { Me };
export type Person = People['items'][number];

export const fetchMe = (signal?: AbortSignal) => getJson<Me>('/api/me', signal);
export const setMe = (person: string | null) => sendJson<Me>('PUT', '/api/me', { person });
/** Everybody in the table of people. */
export const fetchPeople = async (signal?: AbortSignal): Promise<Person[]> => (await getJson<People>('/api/people', signal)).items;
