import { expect, test } from 'vitest';
import type { Change } from '../api/changes';
import { changeWords, noteChange } from './recent';

const change = (actor: string, cells: string[]): Change => ({
  sequence: 1,
  time: '2026-06-09T14:03:21',
  actor,
  cause: 'page',
  schema: false,
  truncated: false,
  rows: [],
  cells: cells.map((column) => ({ table: 't', row: 'r', column, value: 1, computed: false })),
});

test('a cell says who changed it last, and nothing when nobody did', () => {
  noteChange(change('Kari', ['a', 'b']));
  noteChange(change('Ola', ['b']));
  expect(changeWords('t', 'r', 'a')).toMatch(/^Changed by Kari at .*03:21/);
  expect(changeWords('t', 'r', 'b')).toMatch(/^Changed by Ola/);
  expect(changeWords('t', 'r', 'c')).toBe('');
});

test('only the newest are kept', () => {
  noteChange(change('Kari', ['old']));
  noteChange(change('Kari', Array.from({ length: 2_000 }, (_, i) => `c${i}`)));
  expect(changeWords('t', 'r', 'old')).toBe('');
  expect(changeWords('t', 'r', 'c1999')).not.toBe('');
});
