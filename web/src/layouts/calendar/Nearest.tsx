// In a month or week without rows: the nearest days that have some.
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/queries';
import { fetchRowPage, type RowQuery } from '../../api/rows';
import type { Column, Table, View } from '../../api/schema';
import { addDays, shortDay } from './days';
import { written } from './events';
import classes from './Calendar.module.css';

interface Props {
  table: Table;
  view: View;
  /** Without the range of the days shown. */
  query: RowQuery;
  date: Column;
  span: string;
  first: string;
  last: string;
  onDay: (day: string) => void;
}

export function Nearest({ table, view, query, date, span, first, last, onDay }: Props) {
  const before = useDay(table, view, query, date, `[${date.name}] < Date(${written(first)})`, true);
  const after = useDay(table, view, query, date, `[${date.name}] >= Date(${written(addDays(last, 1))})`, false);
  return (
    <div className={classes.none}>
      <p>Nothing in this {span}.</p>
      <Group gap="xs" className="no-print">
        {before && (
          <Button variant="default" size="xs" onClick={() => onDay(before)}>
            Before: {shortDay(before)}
          </Button>
        )}
        {after && (
          <Button variant="default" size="xs" onClick={() => onDay(after)}>
            Next: {shortDay(after)}
          </Button>
        )}
      </Group>
    </div>
  );
}

function useDay(table: Table, view: View, query: RowQuery, date: Column, range: string, latest: boolean): string | undefined {
  const asked: RowQuery = {
    ...query,
    filter: query.filter ? `(${query.filter}) AND (${range})` : range,
    sort: [`${latest ? '-' : ''}${date.id}`],
    group: [],
    columns: [date.id],
  };
  const { data } = useQuery({
    queryKey: keys.rows(table.id, view.id, { nearest: true, ...asked }),
    queryFn: ({ signal }) => fetchRowPage(view.id, asked, 0, 1, signal),
  });
  const value = data?.rows[0]?.values[date.id];
  return typeof value === 'string' ? value.slice(0, 10) : undefined;
}
