// Views that people keep: what they changed of a view of the blueprint, for themselves or for all.
import type { FilterTree } from '../views/filter';
import { getJson, sendJson } from './http';

export type Access = 'personal' | 'shared' | 'locked';

export interface Definition {
  /** The view that it changes. */
  base: string;
  layout?: string;
  filter?: string; // the formula of filterTree
  filterTree?: FilterTree;
  sort?: string[];
  group?: string[];
  columns?: string[];
  options?: Record<string, string>;
}

export interface SavedView {
  id: string;
  name: string;
  owner?: string | { name: string };
  access: Access;
  definition: Definition;
  /** May be changed by who reads it. */
  mine?: boolean;
}

const path = (id: string) => `/api/saved-views/${encodeURIComponent(id)}`;

export async function fetchSavedViews(table: string, signal?: AbortSignal): Promise<SavedView[]> {
  const { items } = await getJson<{ items?: (Omit<SavedView, 'definition'> & { definition: Definition | string })[] }>(
    `/api/saved-views?table=${encodeURIComponent(table)}`,
    signal,
  );
  return (items ?? []).flatMap((item) => {
    const definition = readDefinition(item.definition);
    return definition ? [{ ...item, definition }] : [];
  });
}

function readDefinition(definition: Definition | string): Definition | undefined {
  if (typeof definition !== 'string') return definition;
  try {
    return JSON.parse(definition) as Definition;
  } catch {
    return undefined;
  }
}

export const createSavedView = (table: string, name: string, access: Access, definition: Definition) =>
  sendJson<SavedView>('POST', '/api/saved-views', { table, name, access, definition });
export const changeSavedView = (id: string, part: Partial<Pick<SavedView, 'name' | 'access' | 'definition'>>) => sendJson<SavedView>('PATCH', path(id), part);
export const deleteSavedView = (id: string) => sendJson('DELETE', path(id));
