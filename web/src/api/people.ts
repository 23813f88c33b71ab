// Who uses the page, and the people of the workspace. On the server's own machine nobody signs in: who one is, is said on the
// page and kept in this browser; every view is then asked for as that person.
import { getJson } from './http';
import { isRowLink, type RowLink } from './values';

export interface Me {
  name: string;
  email: string;
  person: RowLink | null;
  /** The page on the server's own machine, without a login. */
  local: boolean;
}

const KEY = 'csip-person';

export function chosenPerson(): RowLink | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isRowLink(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function choosePerson(person: RowLink | null) {
  try {
    if (person) localStorage.setItem(KEY, JSON.stringify(person));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage one is nobody in particular.
  }
}

export async function fetchMe(signal?: AbortSignal): Promise<Me> {
  const { name, loginId } = await getJson<{ name: string; loginId: string }>('/apis/v1/whoami', signal);
  const person = chosenPerson();
  return { name: person?.name ?? name, email: loginId, person, local: loginId === '' };
}

/** Everybody in the table of people. */
export async function fetchPeople(table: string, signal?: AbortSignal): Promise<RowLink[]> {
  const { rows } = await getJson<{ rows: { id: string; name: string }[] }>(`/api/views/${encodeURIComponent(table)}/rows?limit=1000`, signal);
  return rows.map(({ id, name }) => ({ rowId: id, name }));
}
