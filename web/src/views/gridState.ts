// Changes of a view's state that come from the grid: sorting, grouping, order and width of columns, totals.
import type { Aggregate } from '../api/rows';
import type { SortKey } from '../api/schema';
import type { ViewSearch } from '../app/search';
import { withGridOptions, type GridOptions } from './viewOptions';

export const keyText = ({ column, descending }: SortKey) => (descending ? `-${column}` : column);

/** A click on a head: ascending, descending, unsorted; with Shift beside the other keys. */
export function clickedSort(sort: SortKey[], column: string, add: boolean): string[] {
  const now = sort.find((key) => key.column === column);
  const next = !now ? [column] : now.descending ? [] : [`-${column}`];
  const others = add ? sort.filter((key) => key.column !== column).map(keyText) : [];
  return [...others, ...next];
}

export function moveColumn(columns: string[], from: number, to: number): string[] {
  const next = [...columns];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function withTotal(search: ViewSearch, options: GridOptions, column: string, kind: Aggregate | undefined): Partial<ViewSearch> {
  const aggregates = { ...options.aggregates };
  if (kind) aggregates[column] = kind;
  else delete aggregates[column];
  return { options: withGridOptions(search.options, { aggregates }) };
}
