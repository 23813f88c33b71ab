// Before many cells are written: which do not fit and why, how many rows would be new. Nothing happens without a yes.
import { Button, Group, Modal, Table } from '@mantine/core';
import { counted } from '../format/number';
import type { Question } from './useEdits';

const shown = 12;

export function PlanDialog({ question, onClose }: { question: Question | undefined; onClose: () => void }) {
  const { misfits = [], cells = 0, added = 0, proceed } = question ?? {};
  const title = misfits.length > 0 ? `${counted(misfits.length, 'cell')} will not be changed` : `Add ${counted(added, 'row')}?`;
  return (
    <Modal opened={question !== undefined} onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {added > 0 && <p>What you pasted is longer than what is here: {counted(added, 'row')} would be added.</p>}
      {misfits.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Row</Table.Th>
              <Table.Th>Column</Table.Th>
              <Table.Th>Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {misfits.slice(0, shown).map((misfit, index) => (
              <Table.Tr key={index}>
                <Table.Td>{misfit.row}</Table.Td>
                <Table.Td>{misfit.column}</Table.Td>
                <Table.Td>{misfit.reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {misfits.length > shown && <p>and {(misfits.length - shown).toLocaleString()} more.</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {cells > 0 || added > 0 ? 'Cancel' : 'Close'}
        </Button>
        {(cells > 0 || added > 0) && (
          <Button onClick={proceed} data-autofocus>
            {misfits.length > 0 ? `Write the other ${counted(cells, 'cell')}` : `Add ${counted(added, 'row')}`}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
