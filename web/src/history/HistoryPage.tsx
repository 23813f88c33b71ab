// Every step of the workspace, the newest first; each can be taken back, an import or a pasted block as one.
import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { actorName, fetchTransactions } from '../api/history';
import { anyTable } from '../api/queries';
import { PageHeader } from '../app/PageHeader';
import { useWriter } from '../edit/writer';
import { formatMoment } from '../format/date';
import { formatNumber } from '../format/number';
import { Failure } from '../parts/Failure';
import { PageSkeleton } from '../parts/PageSkeleton';

export default function HistoryPage() {
  const { undo } = useWriter();
  const steps = useQuery({ queryKey: ['history', anyTable, 'transactions'], queryFn: ({ signal }) => fetchTransactions({ limit: 100 }, signal) });
  return (
    <>
      <PageHeader title="History" description="Every change of the workspace, the newest first. Each can be taken back." />
      {steps.isError ? (
        <Failure error={steps.error} again={() => void steps.refetch()} />
      ) : !steps.data ? (
        <PageSkeleton />
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>Who</Table.Th>
                <Table.Th>What</Table.Th>
                <Table.Th>Cells</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">Undo</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {steps.data.items.map((step) => (
                <Table.Tr key={step.sequence}>
                  <Table.Td className="number">{formatMoment(step.time)}</Table.Td>
                  <Table.Td>
                    {actorName(step.actor)} ({step.cause || 'csip'})
                  </Table.Td>
                  <Table.Td>{step.what || step.reason}</Table.Td>
                  <Table.Td className="number">{formatNumber(step.cells)}</Table.Td>
                  <Table.Td>
                    {step.takenBack ? (
                      'taken back'
                    ) : (
                      <Button variant="subtle" size="compact-xs" aria-label={`Undo step ${step.sequence}`} onClick={() => void undo(step.sequence)}>
                        Undo
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}
