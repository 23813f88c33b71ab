// A record as a page of its own, with the records before and after it in the view it was opened from.
import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { titleOf, type Table } from '../api/schema';
import { keyOf, tableSegment } from '../app/links';
import { useOpen } from '../app/open';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { NotFound } from '../pages/NotFound';
import { RecordView } from './RecordView';
import { useNeighbours } from './useNeighbours';
import { useRecordAnswer } from './useRecordAnswer';

export default function RecordPage() {
  const { table: segment, row } = useParams({ from: '/record/$table/$row' });
  const table = useSchema().table(keyOf(segment));
  return table ? <RecordOf table={table} row={row} /> : <NotFound what="table" />;
}

function RecordOf({ table, row }: { table: Table; row: string }) {
  const search = useSearch({ from: '/record/$table/$row' });
  const navigate = useNavigate({ from: '/record/$table/$row' });
  const open = useOpen();
  const { data, isPending } = useRecordAnswer(table.id, row, search.asOf);
  const { previous, next, place } = useNeighbours(table, row);
  const go = (id: string | undefined) => id && open.record(table.id, id);
  useHotkeys([
    ['alt+ArrowUp', () => go(previous)],
    ['alt+ArrowDown', () => go(next)],
  ]);
  const onTab = useCallback((tab: string | undefined) => void navigate({ search: (before) => ({ ...before, tab }), replace: true }), [navigate]);
  return (
    <>
      <PageHeader crumbs={[{ title: titleOf(table), to: `/table/${tableSegment(table)}` }]} title={data?.name || (isPending ? '…' : row)} about={place && `${place.position} of ${place.total} in ${place.view}`}>
        <Group gap={6}>
          <Button variant="default" size="xs" disabled={!previous} onClick={() => go(previous)}>
            Previous
          </Button>
          <Button variant="default" size="xs" disabled={!next} onClick={() => go(next)}>
            Next
          </Button>
        </Group>
      </PageHeader>
      <RecordView table={table} row={row} tab={search.tab} onTab={onTab} asOf={search.asOf} inFront={search.peek === undefined} />
    </>
  );
}
