// Rows that were deleted, the newest first, and the way back for each.
import { Button, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { actorName, fetchBin, restoreRows } from '../api/history';
import { anyTable } from '../api/queries';
import { titleOf } from '../api/schema';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { tellRefused } from '../edit/writer';
import { formatMoment } from '../format/date';
import { Failure } from '../parts/Failure';
import { IconTrash } from '../parts/icons';
import { Message } from '../parts/Message';
import { PageSkeleton } from '../parts/PageSkeleton';

export default function BinPage() {
  const schema = useSchema();
  const bin = useQuery({ queryKey: ['history', anyTable, 'bin'], queryFn: ({ signal }) => fetchBin({ limit: 200 }, signal) });
  const restore = (table: string, row: string) =>
    void restoreRows([{ table, row }])
      .then(({ what }) => notifications.show({ title: 'Restored', message: what, color: 'gray' }))
      .catch(tellRefused);
  const items = bin.data?.items;
  return (
    <>
      <PageHeader title="Bin" description="Deleted rows. One that is restored is what it was, with its links." />
      {bin.isError ? (
        <Failure error={bin.error} again={() => void bin.refetch()} />
      ) : !items ? (
        <PageSkeleton />
      ) : items.length === 0 ? (
        <Message role="status" icon={<IconTrash size={22} />} title="The bin is empty">
          What is deleted in a grid or on a record comes here first.
        </Message>
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Row</Table.Th>
                <Table.Th>Table</Table.Th>
                <Table.Th>Deleted</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">Restore</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => {
                const table = schema.table(item.table);
                return (
                  <Table.Tr key={`${item.table} ${item.row}`}>
                    <Table.Td>{item.name}</Table.Td>
                    <Table.Td>{table ? titleOf(table) : item.tableName}</Table.Td>
                    <Table.Td className="number">
                      {formatMoment(item.time)} by {actorName(item.actor)}
                    </Table.Td>
                    <Table.Td>
                      <Button variant="subtle" size="compact-xs" aria-label={`Restore ${item.name}`} onClick={() => restore(item.table, item.row)}>
                        Restore
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}
