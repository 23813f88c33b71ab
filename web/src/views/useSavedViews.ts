// The saved views of a table.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchSavedViews, savedViewsTable } from '../api/savedViews';

export const savedViewsKey = (table: string) => ['saved-views', savedViewsTable, table] as const;

export function useSavedViews(table: string) {
  const client = useQueryClient();
  const { data, isPending } = useQuery({ queryKey: savedViewsKey(table), queryFn: ({ signal }) => fetchSavedViews(table, signal), retry: false });
  return { saved: data ?? [], pending: isPending, again: () => client.invalidateQueries({ queryKey: savedViewsKey(table) }) };
}
