// A record beside the page: Esc closes it, Alt with up and down go through the view.
import { Button, Drawer, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Table } from '../api/schema';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { useFocusBack } from '../parts/useFocusBack';
import { RecordView } from './RecordView';
import { useNeighbours } from './useNeighbours';
import { useRecordAnswer } from './useRecordAnswer';

export function Peek({ table: key, row }: { table: string; row: string }) {
  const table = useSchema().table(key);
  return table ? <PeekOf table={table} row={row} /> : null;
}

function PeekOf({ table, row }: { table: Table; row: string }) {
  useFocusBack();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = useOpen();
  const { data } = useRecordAnswer(table.id, row, undefined);
  const { previous, next } = useNeighbours(table, row);
  const go = (id: string | undefined) => id && open.peek(table.id, id);
  useHotkeys([
    ['alt+ArrowUp', () => go(previous)],
    ['alt+ArrowDown', () => go(next)],
  ]);
  const onTab = useCallback((peekTab: string | undefined) => void navigate({ to: '.', search: (before) => ({ ...before, peekTab }), replace: true }), [navigate]);
  return (
    <Drawer opened onClose={open.closePeek} position="right" size="min(640px, 100vw)" title={data?.name || row} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Group gap={6} mb="sm">
        <Button variant="default" size="xs" onClick={() => open.record(table.id, row)}>
          Open as page
        </Button>
        <Button variant="default" size="xs" disabled={!previous} onClick={() => go(previous)}>
          Previous
        </Button>
        <Button variant="default" size="xs" disabled={!next} onClick={() => go(next)}>
          Next
        </Button>
      </Group>
      <RecordView table={table} row={row} tab={search.peekTab} onTab={onTab} narrow inFront />
    </Drawer>
  );
}
