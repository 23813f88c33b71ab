// The records before and after one in the view that it was opened from.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/queries';
import { fetchRowIds } from '../api/rows';
import { titleOf, type Table } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { rememberedView } from './remembered';

export interface Neighbours {
  previous?: string;
  next?: string;
  /** "3 of 41 in Renewal Risk"; undefined when the record is not in the view. */
  place?: { position: number; total: number; view: string };
}

export function useNeighbours(table: Table, row: string): Neighbours {
  const schema = useSchema();
  const { view, query } = useMemo(() => {
    const seen = rememberedView(table.id);
    const found = seen && (schema.view(seen.view) ?? undefined);
    if (seen && found && found.table.id === table.id) return { view: found.view, query: seen.query };
    return { view: schema.defaultView(table), query: {} };
  }, [schema, table]);
  const key = view?.id ?? table.id;
  const ids = useQuery({
    queryKey: keys.ids(table.id, key, query),
    queryFn: ({ signal }) => fetchRowIds(key, query, signal),
    retry: false,
  });
  return useMemo(() => {
    const list = ids.data?.ids ?? [];
    const at = list.indexOf(row);
    if (at < 0) return {};
    const [previous, next] = [list[at - 1], list[at + 1]];
    return {
      ...(previous ? { previous } : {}),
      ...(next ? { next } : {}),
      place: { position: at + 1, total: list.length, view: view ? titleOf(view) : titleOf(table) },
    };
  }, [ids.data, row, view, table]);
}
