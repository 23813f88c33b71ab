// Two people wrote the same cell: both values, who and when, and the choice.
import { Button, Group, Modal, Table } from '@mantine/core';
import type { Conflict } from '../api/edits';
import { actorName } from '../api/history';
import { titleOf } from '../api/schema';
import type { Value } from '../api/values';
import { useSchema } from '../app/schemaContext';
import { formatCell } from '../columns/format';
import { formatMoment } from '../format/date';

interface Props {
  conflicts: Conflict[] | undefined;
  onChoose: (choice: 'mine' | 'theirs') => void;
}

export function ConflictDialog({ conflicts, onChoose }: Props) {
  const schema = useSchema();
  const show = (conflict: Conflict, value: Value) => {
    const table = schema.table(conflict.table);
    const column = table && schema.column(table, conflict.column);
    return column ? formatCell(column, value) || 'blank' : String(value ?? 'blank');
  };
  const nameOf = ({ table: key, column: name }: Conflict) => {
    const table = schema.table(key);
    const column = table && schema.column(table, name);
    return column ? titleOf(column) : name;
  };
  return (
    <Modal
      opened={conflicts !== undefined}
      onClose={() => onChoose('theirs')}
      title="Somebody else was quicker"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Take theirs and close' }}
    >
      <p>Since you read it, this was changed. Which value should stay?</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Cell</Table.Th>
            <Table.Th>Yours</Table.Th>
            <Table.Th>Theirs</Table.Th>
            <Table.Th>By</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts?.map((conflict) => (
            <Table.Tr key={`${conflict.row} ${conflict.column}`}>
              <Table.Td>{nameOf(conflict)}</Table.Td>
              <Table.Td className="number">{show(conflict, conflict.yours)}</Table.Td>
              <Table.Td className="number">{show(conflict, conflict.theirs)}</Table.Td>
              <Table.Td>
                {conflict.actorName || actorName(conflict.actor)}
                {conflict.time && `, ${formatMoment(conflict.time)}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => onChoose('theirs')}>
          Take theirs
        </Button>
        <Button onClick={() => onChoose('mine')}>Keep mine</Button>
      </Group>
    </Modal>
  );
}
