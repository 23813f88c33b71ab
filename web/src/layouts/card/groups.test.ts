import { describe, expect, it } from 'vitest';
import type { Row, RowPage } from '../../api/rows';
import type { Column } from '../../api/schema';
import { arc } from './arc';
import { cardGroups } from './groups';

const row = (id: string, background?: string): Row => ({ id, name: id, values: {}, styles: background ? { '*': { background } } : {} });
const column = (part: Partial<Column>) => ({ id: 'c-1', name: 'Level', type: 'text', storage: 'text', computed: true, writable: false, ...part }) as Column;

function page(groups: [string, Row[]][]): RowPage {
  let offset = 0;
  return {
    sequence: 1, id: 'v', table: 't', total: 0, offset: 0, columns: [], groupedBy: ['c-1'],
    rows: groups.flatMap(([, rows]) => rows),
    groups: groups.map(([key, { length }]) => {
      offset += length;
      return { level: 0, column: 'c-1', key, offset: offset - length, count: length };
    }),
  };
}

describe('cardGroups', () => {
  const mixed = page([
    ['At Risk', [row('i-1', 'yellow'), row('i-2', 'yellow')]],
    ['Critical', [row('i-3', 'red')]],
    ['Healthy', [row('i-4', 'green')]],
  ]);
  it('puts the gravest first where computed words have only their colour to go by', () => {
    const groups = cardGroups(mixed, column({}));
    expect(groups.map(({ group }) => group?.key)).toEqual(['Critical', 'At Risk', 'Healthy']);
    expect(groups.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['i-3'], ['i-1', 'i-2'], ['i-4']]);
    expect(groups[0]?.tone).toBe('red');
  });
  it('keeps the order of options, and of groups without colours', () => {
    expect(cardGroups(mixed, column({ options: [{ name: 'At Risk' }] })).map(({ group }) => group?.key)).toEqual(['At Risk', 'Critical', 'Healthy']);
    const plain = page([['A', [row('i-1')]], ['B', [row('i-2', 'red')]]]);
    expect(cardGroups(plain, column({})).map(({ group }) => group?.key)).toEqual(['A', 'B']);
  });
  it('is one group without a title when the view is not grouped, and none without rows', () => {
    expect(cardGroups({ ...page([['A', [row('i-1')]]]), groups: [] }, undefined)).toHaveLength(1);
    expect(cardGroups(page([]), undefined)).toEqual([]);
  });
});

describe('arc', () => {
  it('runs from the lower left to the lower right, the long way round', () => {
    expect(arc(0, 1)).toBe('M13.63 69A42 42 0 1 1 86.37 69');
    expect(arc(0, 0.5)).toBe('M13.63 69A42 42 0 0 1 50 6');
  });
});
