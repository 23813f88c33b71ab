// The model of the grid: lines, places, selection, series.
import { describe, expect, it } from 'vitest';
import type { Group } from '../../api/rows';
import type { Column } from '../../api/schema';
import { aggregatesOf, summarize } from './aggregates';
import { columnsBetween, planColumns } from './columns';
import { filled } from './fill';
import { canvasHeight, linesInView, placeOf, scrollTo, tallest } from './geometry';
import { moved, only, rangeOf, stepped } from './selection';
import { VirtualRows } from './virtualRows';

const group = (level: number, key: string, offset: number, count: number): Group => ({ level, column: `c-${level}`, key, offset, count });
const groups = [group(0, 'A', 0, 5), group(1, 'x', 0, 2), group(1, 'y', 2, 3), group(0, 'B', 5, 4), group(1, 'x', 5, 4)];
const none = new Set<string>();

describe('lines', () => {
  it('are the rows themselves without groups', () => {
    const lines = new VirtualRows(100_000, [], none, true);
    expect(lines.count).toBe(100_001);
    expect(lines.at(99_999)).toEqual({ kind: 'row', offset: 99_999, level: 0 });
    expect(lines.at(100_000)).toEqual({ kind: 'new' });
    expect(lines.at(100_001)).toBeUndefined();
    expect(lines.indexOf(7)).toBe(7);
  });

  it('have a header over each group, nested', () => {
    const lines = new VirtualRows(9, groups, none, false);
    expect(lines.count).toBe(14);
    const shown = Array.from({ length: 14 }, (_, i) => lines.at(i)).map((line) =>
      line?.kind === 'group' ? String(line.group.key) : line?.kind === 'row' ? line.offset : line?.kind,
    );
    expect(shown).toEqual(['A', 'x', 0, 1, 'y', 2, 3, 4, 'B', 'x', 5, 6, 7, 8]);
    for (let offset = 0; offset < 9; ++offset) expect(lines.at(lines.indexOf(offset) ?? -1)).toMatchObject({ kind: 'row', offset });
  });

  it('hide what is in a closed group, and only that', () => {
    const all = new VirtualRows(9, groups, none, false);
    const [a, , y] = all.paths;
    const closed = new VirtualRows(9, groups, new Set([a ?? '']), false);
    expect(closed.count).toBe(7);
    expect(closed.indexOf(3)).toBeUndefined();
    expect(closed.indexOf(5)).toBe(3);
    const inner = new VirtualRows(9, groups, new Set([y ?? '']), false);
    expect(inner.count).toBe(11);
    expect(inner.indexOf(1)).toBe(3);
    expect(inner.indexOf(2)).toBeUndefined();
    expect(inner.indexOf(8)).toBe(10);
  });

  it('give the rows between two lines without the headers', () => {
    const lines = new VirtualRows(9, groups, none, false);
    expect(lines.rowsBetween(0, 5)).toEqual([{ from: 0, to: 2 }, { from: 2, to: 3 }]);
    expect(lines.rowsBetween(8, 9)).toEqual([]);
  });

  it('a group without rows has only its header', () => {
    const lines = new VirtualRows(1, [group(0, 'A', 0, 0), group(0, 'B', 0, 1)], none, false);
    expect(lines.count).toBe(3);
    expect(lines.at(1)).toMatchObject({ kind: 'group' });
    expect(lines.indexOf(0)).toBe(2);
  });
});

describe('places', () => {
  const small = { lineHeight: 32, lines: 1000, viewport: 640 };
  const huge = { lineHeight: 32, lines: 3_000_000, viewport: 640 };

  it('a pixel is a pixel in grids of usual height', () => {
    expect(canvasHeight(small)).toBe(32_000);
    expect(placeOf(small, 500, 20)).toBe(640);
    expect(linesInView(small, 320, 0)).toEqual([10, 30]);
    expect(scrollTo(small, 0, 5)).toBe(0);
    expect(scrollTo(small, 0, 20)).toBe(32);
    expect(scrollTo(small, 640, 3)).toBe(96);
  });

  it('beyond the height browsers allow, the ends are still reached exactly', () => {
    expect(canvasHeight(huge)).toBe(tallest);
    expect(linesInView(huge, 0, 0)[0]).toBe(0);
    const end = tallest - 640;
    expect(linesInView(huge, end, 0)[1]).toBe(3_000_000);
    expect(placeOf(huge, end, 2_999_999)).toBeCloseTo(tallest - 32, 3);
    const middle = scrollTo(huge, 0, 1_500_000);
    const [first, last] = linesInView(huge, middle, 0);
    expect(first).toBeLessThanOrEqual(1_500_000);
    expect(last).toBeGreaterThan(1_500_000);
  });
});

describe('columns', () => {
  const column = (id: string, type = 'text'): Column => ({ id, name: id, type, storage: 'text', computed: false, writable: true });
  it('stand side by side; only those in view are drawn', () => {
    const plan = planColumns([column('a'), column('b'), column('c')], { a: 100, b: 60, c: 5000 }, 1, undefined, true);
    expect(plan.columns.map(({ left }) => left)).toEqual([0, 100, 160]);
    expect(plan.frozenWidth).toBe(140);
    expect(plan.columns[2]?.width).toBe(900);
    expect(columnsBetween(plan, 0, 100)).toEqual([0, 1]);
    expect(columnsBetween(plan, 100, 161)).toEqual([1, 3]);
  });
});

describe('selection', () => {
  const bounds = { lines: 10, columns: 4, page: 5 };
  it('moves to the edges and no farther', () => {
    expect(moved({ line: 0, column: 0 }, 'up', bounds)).toEqual({ line: -1, column: 0 });
    expect(moved({ line: 9, column: 3 }, 'right', bounds)).toEqual({ line: 9, column: 3 });
    expect(moved({ line: 2, column: 1 }, 'end', bounds)).toEqual({ line: 9, column: 3 });
    expect(moved({ line: 8, column: 1 }, 'pageDown', bounds)).toEqual({ line: 9, column: 1 });
  });
  it('Tab and Enter walk inside of a range and around its end', () => {
    const range = { active: { line: 1, column: 1 }, from: { line: 1, column: 1 }, to: { line: 2, column: 2 } };
    expect(stepped(range, 'column', false, bounds).active).toEqual({ line: 1, column: 2 });
    expect(stepped({ ...range, active: { line: 2, column: 2 } }, 'column', false, bounds).active).toEqual({ line: 1, column: 1 });
    expect(stepped(range, 'line', true, bounds).active).toEqual({ line: 2, column: 2 });
    expect(stepped(only({ line: 1, column: 1 }), 'line', false, bounds)).toEqual(only({ line: 2, column: 1 }));
  });
  it('whole rows take in all columns', () => {
    expect(rangeOf({ ...only({ line: 3, column: 2 }), rows: true }, 4)).toEqual({ top: 3, bottom: 3, left: 0, right: 3 });
  });
});

describe('fill', () => {
  it('repeats, or goes on in steps', () => {
    expect(filled(['a', 'b'], 3)).toBe('b');
    expect(filled([5], 3)).toBe(5);
    expect(filled([1, 3], 2)).toBe(5);
    expect(filled([1, 3], -1)).toBe(-1);
    expect(filled([1, 3, 4], 3)).toBe(1);
    expect(filled(['2026-01-31', '2026-02-01'], 2)).toBe('2026-02-02');
    expect(filled([0.1, 0.2], 2)).toBe(0.3);
  });
});

describe('totals', () => {
  it('count cells, sum numbers, and pass over blanks', () => {
    expect(summarize([1, 2, null, 'x', ''])).toEqual({ cells: 5, filled: 3, numbers: 2, sum: 3, average: 1.5 });
    expect(aggregatesOf({ id: 'c', name: 'c', type: 'number', storage: 'number', computed: false, writable: true })).toContain('median');
  });
});
