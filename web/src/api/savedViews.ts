// Views that people keep: what they changed of a view of the blueprint. They are kept in this browser.
import type { FilterTree } from '../views/filter';

export type Access = 'personal';

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

const KEY = 'csip-saved-views';

interface Kept extends SavedView {
  table: string;
}

function readAll(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept[]).filter((view) => typeof view?.id === 'string' && typeof view.definition === 'object') : [];
  } catch {
    return [];
  }
}

const writeAll = (views: Kept[]) => localStorage.setItem(KEY, JSON.stringify(views));

export const fetchSavedViews = async (table: string): Promise<SavedView[]> => readAll().filter((view) => view.table === table);

export async function createSavedView(table: string, name: string, access: Access, definition: Definition): Promise<SavedView> {
  const view: Kept = { id: `saved-${Math.random().toString(36).slice(2, 12)}`, table, name, access, definition };
  writeAll([...readAll(), view]);
  return view;
}

export async function changeSavedView(id: string, part: Partial<Pick<SavedView, 'name' | 'access' | 'definition'>>): Promise<SavedView> {
  const views = readAll().map((view) => (view.id === id ? { ...view, ...part } : view));
  writeAll(views);
  const changed = views.find((view) => view.id === id);
  if (!changed) throw new Error('This saved view is not there any more.');
  return changed;
}

export async function deleteSavedView(id: string): Promise<void> {
  writeAll(readAll().filter((view) => view.id !== id));
}
