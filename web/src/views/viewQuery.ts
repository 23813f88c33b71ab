// From the state in the address to the question that is put to the server.
import { useMemo } from 'react';
import type { RowQuery } from '../api/rows';
import type { Table, View } from '../api/schema';
import type { ViewSearch } from '../app/search';
import { useSchema } from '../app/schemaContext';
import { formulaOf } from './filterFormula';

/** What every layout gets. */
export interface LayoutProps {
  table: Table;
  view: View;
  search: ViewSearch;
  query: RowQuery;
  /** Changes the state in the address. */
  change: (part: Partial<ViewSearch>) => void;
}

export function useRowQuery(table: Table, search: ViewSearch): RowQuery {
  const schema = useSchema();
  const { filter, sort, group, q, control, asOf } = search;
  return useMemo(() => {
    const formula = filter && formulaOf(filter, (id) => schema.column(table, id));
    return {
      ...(formula ? { filter: formula } : {}),
      ...(sort ? { sort } : {}),
      ...(group ? { group } : {}),
      ...(q ? { search: q } : {}),
      ...(control ? { controls: control } : {}),
      ...(asOf ? { asOf } : {}),
    };
  }, [schema, table, filter, sort, group, q, control, asOf]);
}
