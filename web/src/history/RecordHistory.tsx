// What was changed in a record: who, when, through what, from what to what; a value of before can be written again.
import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { actorName, fetchHistory } from '../api/history';
import { keys } from '../api/queries';
import { titleOf, type Table as SchemaTable } from '../api/schema';
import type { Value } from '../api/values';
import { useSchema } from '../app/schemaContext';
import { formatCell } from '../columns/format';
import { useWriter } from '../edit/writer';
import { formatMoment } from '../format/date';
import { Failure } from '../parts/Failure';
import { PageSkeleton } from '../parts/PageSkeleton';

interface Props {
  table: SchemaTable;
  row: string;
  /** Only of this column. */
  column: string | undefined;
  onColumn: (column: string | undefined) => void;
}

export function RecordHistory({ table, row, column, onColumn }: Props) {
  const schema = useSchema();
  const { write } = useWriter();
  const place = { table: table.id, row, limit: 200, ...(column ? { column } : {}) };
  const history = useQuery({ queryKey: keys.history(table.id, place), queryFn: ({ signal }) => fetchHistory(place, signal) });
  if (history.isError) return <Failure error={history.error} again={() => void history.refetch()} />;
  if (!history.data) return <PageSkeleton rows={6} />;
  const restore = (id: string, value: Value) =>
    void write([{ write: { table: table.id, row, cells: { [id]: value } } }], { cause: 'page', reason: 'restored from the history', toast: 'The earlier value is back' }).catch(() => undefined);
  return (
    <>
      {column && (
        <Button variant="default" size="xs" mb="sm" onClick={() => onColumn(undefined)}>
          Show the whole record, not only {titleOf(schema.column(table, column) ?? { name: column })}
        </Button>
      )}
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Who</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>After</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Restore</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {history.data.items.map((item, index) => {
              const changed = item.column ? schema.column(table, item.column) : undefined;
              return (
                <Table.Tr key={index}>
                  <Table.Td className="number">{formatMoment(item.time)}</Table.Td>
                  <Table.Td>
                    {actorName(item.actor)} ({item.cause || 'csip'})
                  </Table.Td>
                  <Table.Td>{changed ? titleOf(changed) : item.kind === 'delete' ? 'Deleted' : item.kind === 'insert' ? 'Created' : item.columnName || item.kind}</Table.Td>
                  <Table.Td className="number">{changed ? formatCell(changed, item.before) : ''}</Table.Td>
                  <Table.Td className="number">{changed ? formatCell(changed, item.after) : ''}</Table.Td>
                  <Table.Td>
                    {changed?.writable && item.kind !== 'insert' && (
                      <Button variant="subtle" size="compact-xs" aria-label={`Restore ${titleOf(changed)} to ${formatCell(changed, item.before) || 'blank'}`} onClick={() => restore(changed.id, item.before ?? null)}>
                        Restore
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
