// The rows of a board: of each lane the first so many, with how many there are beyond and what those are worth. The server
// counts and sums up; a lane of ten thousand rows is as quick as one of ten.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { keys } from '../../api/queries';
import { fetchRowPage, type RowPage, type RowQuery } from '../../api/rows';
import type { Column, Table, View } from '../../api/schema';
import { laneKey, worthOf, type Beyond } from './lanes';

/** Rows of a lane that are read at first. */
export const DEPTH = 40;
const MOST_LANES = 60;

export interface BoardPage extends RowPage {
  beyond: Record<string, Beyond>;
  /** Lanes that there are more of than a board can show. */
  lanesLeft: number;
}

interface Wanted {
  view: string;
  query: RowQuery;
  column: Column;
  value: Column | undefined;
  depths: Record<string, number>;
}

async function fetchBoard({ view, query, column, value, depths }: Wanted, signal: AbortSignal, again = true): Promise<BoardPage> {
  const grouped: RowQuery = { ...query, group: [column.id], ...(value ? { aggregates: { [value.id]: 'sum' } } : {}) };
  const head = await fetchRowPage(view, grouped, 0, DEPTH, signal);
  const all = (head.groups ?? []).filter(({ level }) => level === 0);
  const groups = all.slice(0, MOST_LANES);
  const pages = await Promise.all(
    groups.map(async ({ key, offset, count }) => {
      const wanted = Math.min(count, depths[laneKey(key)] ?? DEPTH);
      if (offset + wanted <= head.rows.length) return { sequence: head.sequence, rows: head.rows.slice(offset, offset + wanted) };
      return fetchRowPage(view, grouped, offset, Math.min(wanted, 1000), signal);
    }),
  );
  // Somebody wrote between two of the answers: once more, so that no row stands in two lanes.
  if (again && pages.some(({ sequence }) => sequence !== head.sequence)) return fetchBoard({ view, query, column, value, depths }, signal, false);
  const beyond: Record<string, Beyond> = {};
  groups.forEach(({ key, count, aggregates }, index) => {
    const rows = pages[index]?.rows ?? [];
    const sum = value && aggregates?.[value.id];
    beyond[laneKey(key)] = { count: count - rows.length, worth: typeof sum === 'number' ? sum - (worthOf(rows, value) ?? 0) : 0 };
  });
  return { ...head, rows: pages.flatMap(({ rows }) => rows), beyond, lanesLeft: all.length - groups.length };
}

export function useBoardRows(table: Table, view: View, query: RowQuery, column: Column | undefined, value: Column | undefined, depths: Record<string, number>) {
  return useQuery<BoardPage>({
    queryKey: keys.rows(table.id, view.id, { ...query, board: column?.id, worth: value?.id, depths }),
    queryFn: ({ signal }) => {
      if (!column) throw new Error('a board needs a column');
      return fetchBoard({ view: view.id, query, column, value, depths }, signal);
    },
    placeholderData: (before, asked) => (asked?.queryKey[2] === view.id ? keepPreviousData(before) : undefined),
    enabled: column !== undefined,
  });
}
