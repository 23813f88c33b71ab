// Views that people keep: what they changed of a view of the blueprint, for themselves or for all.
import type { FilterTree } from '../views/filter';
import type { SavedView as Kept, SavedViewAccess, SavedViewChange } from './generated';
import { getJson, sendJson } from './http';

/** Seen by its owner alone; seen by all; seen by all and changed by nobody. */
export type Access = SavedViewAccess;

/** The server's table of them: every workspace has it under this id. */
export const savedViewsTable = 'grid-csip-saved-views';

/** The server keeps it as it is given: what is in it is the page's own. */
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

const read = (kept: Kept) => kept as Omit<Kept, 'definition'> & { definition: unknown } as SavedView;

export const fetchSavedViews = async (table: string, signal?: AbortSignal): Promise<SavedView[]> =>
  (await getJson('/api/saved-views', { query: { table }, signal })).items.map(read);

export const createSavedView = async (table: string, name: string, access: Access, definition: Definition) =>
  read(await sendJson('POST', '/api/saved-views', { body: { table, name, access, definition: { ...definition } } }));
export const changeSavedView = async (id: string, { definition, ...part }: Omit<SavedViewChange, 'definition'> & { definition?: Definition }) =>
  read(await sendJson('PATCH', '/api/saved-views/{row}', { path: { row: id }, body: { ...part, ...(definition ? { definition: { ...definition } } : {}) } }));
export const deleteSavedView = (id: string) => sendJson('DELETE', '/api/saved-views/{row}', { path: { row: id } });
