// The saved views of a table.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { anyTable } from '../api/queries';
import { fetchSavedViews } from '../api/savedViews';

export const savedViewsKey = (table: string) => ['saved-views', anyTable, table] as const;

export function useSavedViews(table: string) {
  const client = useQueryClient();
  const { data, isPending } = useQuery({ queryKey: savedViewsKey(table), queryFn: () => fetchSavedViews(table), retry: false });
  return { saved: data ?? [], pending: isPending, again: () => client.invalidateQueries({ queryKey: savedViewsKey(table) }) };
}
