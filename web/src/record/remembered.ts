// The view of each table that was seen last, with what was asked of it: previous and next of a record follow it.
import type { RowQuery } from '../api/rows';

export interface RememberedView {
  view: string;
  query: RowQuery;
}

const keyOf = (table: string) => `csip-last-view:${table}`;

export function rememberView(table: string, view: RememberedView) {
  try {
    sessionStorage.setItem(keyOf(table), JSON.stringify(view));
  } catch {
    // Storage is closed: the table's default view is followed.
  }
}

export function rememberedView(table: string): RememberedView | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(table)) ?? 'null');
    const view = kept as Partial<RememberedView> | null;
    return typeof view?.view === 'string' ? { view: view.view, query: view.query ?? {} } : undefined;
  } catch {
    return undefined;
  }
}
