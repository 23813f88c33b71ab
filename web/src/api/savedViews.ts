// Views that people keep: what they changed of a view of the blueprint, for themselves or for all.
import type { FilterTree } from '../views/filter';
import type { SavedView as Kept, SavedViewAccess } from './generated';
import { getJson, sendJson } from './http';

/** Seen by its owner alone; seen by all; seen by all and changed by nobody. */
export type Access = SavedViewAccess;

/** The server's table of them: every workspace has it under this id. */
export const savedViewsTable = 'grid-csip-saved-views';

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

export type SavedView = Omit<Kept, 'definition'> & { definition: Definition };

const path = (id: string) => `/api/saved-views/${encodeURIComponent(id)}`;

export const fetchSavedViews = async (table: string, signal?: AbortSignal): Promise<SavedView[]> =>
  (await getJson<{ items: SavedView[] }>(`/api/saved-views?table=${encodeURIComponent(table)}`, signal)).items;

export const createSavedView = (table: string, name: string, access: Access, definition: Definition) =>
  sendJson<SavedView>('POST', '/api/saved-views', { table, name, access, definition });
export const changeSavedView = (id: string, part: Partial<Pick<SavedView, 'name' | 'access' | 'definition'>>) => sendJson<SavedView>('PATCH', path(id), part);
export const deleteSavedView = (id: string) => sendJson<{ sequence: number }>('DELETE', path(id));
