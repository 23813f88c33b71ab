// All rows of a view, up to a limit, for layouts that draw everything at once.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { fetchAllRows, type RowPage, type RowQuery } from '../api/rows';
import type { Table, View } from '../api/schema';

/** More rows than this are not drawn by boards and calendars; they say so. */
export const MOST_ROWS = 5000;

export function useViewRows(table: Table, view: Pick<View, 'id'>, query: RowQuery, enabled = true) {
  return useQuery<RowPage>({
    queryKey: keys.rows(table.id, view.id, { all: MOST_ROWS, ...query }),
    queryFn: ({ signal }) => fetchAllRows(view.id, query, MOST_ROWS, signal),
    // What is on the screen stays while an answer to a changed question is read; another view begins empty.
    placeholderData: (before, asked) => (asked?.queryKey[2] === view.id ? keepPreviousData(before) : undefined),
    enabled,
  });
}
