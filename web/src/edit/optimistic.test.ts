import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '../api/queries';
import type { Row, RowPage } from '../api/rows';
import { showAtOnce } from './optimistic';

const row = (id: string, value: number): Row => ({ id, name: id, values: { c: value }, styles: {} });
const page = (rows: Row[]) => ({ rows, total: rows.length }) as unknown as RowPage;

describe('showAtOnce', () => {
  it('puts new values into every cached page and record of the row, and touches nothing else', () => {
    const client = new QueryClient();
    const key = keys.rows('grid-1', 'table-1', {});
    const other = keys.rows('grid-2', 'table-2', {});
    client.setQueryData(key, page([row('i-1', 1), row('i-2', 2)]));
    client.setQueryData(other, page([row('i-1', 1)]));
    client.setQueryData(keys.record('grid-1', 'i-1'), row('i-1', 1));
    const before = client.getQueryData(other);
    showAtOnce(client, [{ write: { table: 'Metrics', row: 'i-1', cells: { c: 9, unknown: 1 } } }], () => 'grid-1');
    expect(client.getQueryData<RowPage>(key)?.rows.map(({ values }) => values)).toEqual([{ c: 9 }, { c: 2 }]);
    expect(client.getQueryData<Row>(keys.record('grid-1', 'i-1'))?.values).toEqual({ c: 9 });
    expect(client.getQueryData(other)).toBe(before);
  });
});
