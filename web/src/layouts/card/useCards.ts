// The question a card view puts to the server: the columns its cards show, and what each group is worth.
import { useMemo } from 'react';
import type { Aggregate, RowQuery } from '../../api/rows';
import type { Table, View } from '../../api/schema';
import { useSchema } from '../../app/schemaContext';
import { cardColumns, unique } from '../pick';
import { useViewRows } from '../useViewRows';

export function useCards(table: Table, view: View, asked: RowQuery, enabled = true) {
  const schema = useSchema();
  const columns = useMemo(() => cardColumns(schema, table, view, asked.group), [schema, table, view, asked.group]);
  const query = useMemo<RowQuery>(() => {
    const { title, gauge, delta, group, value, fields } = columns;
    const aggregates: Record<string, Aggregate> = {};
    if (value) aggregates[value.id] = 'sum';
    if (gauge) aggregates[gauge.id] = 'average';
    return { ...asked, columns: unique([title, gauge, delta, group, value, ...fields]).map(({ id }) => id), aggregates };
  }, [asked, columns]);
  return { columns, query, rows: useViewRows(table, view, query, enabled) };
}
