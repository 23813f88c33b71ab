import { describe as suite, expect, it } from 'vitest';
import type { Column } from '../api/schema';
import { behindMark } from './behindMark';
import { chartOption, liesDown } from './options';
import { colorsOf, type Palette } from './palette';
import { dataOf, describe, type ChartData, type ChartShape } from './shape';

const column = (part: Partial<Column>): Column => ({ id: 'c-1', name: 'Status', type: 'select', storage: 'text', computed: false, writable: true, ...part });
const data: ChartData = {
  x: [{ key: 'Open', label: 'Open' }, { key: null, label: '' }],
  series: [{ name: 'High', key: 'High', values: [3, null] }, { name: 'Low', key: 'Low', values: [1, 7] }],
};
const shape: ChartShape = { kind: 'bar', data, shape: { type: 'currency', currency: 'USD' }, xTitle: 'Status', yTitle: 'Sum of value', seriesTitle: 'Priority', tones: [] };
const each = (prefix: string) => Object.fromEntries(['red', 'orange', 'yellow', 'blue', 'green', 'purple', 'grey'].map((tone) => [tone, `${prefix}${tone}`])) as Palette['line'];
const palette: Palette = { text: 't', dimmed: 'd', border: 'b', surface: 's', line: each(''), back: each('back-') };

suite('the rows behind a mark', () => {
  it('are those of its place and its series', () => {
    expect(behindMark(data, { x: 0, series: 1 }, column({}), column({ id: 'c-2', name: 'Priority' }))).toEqual({
      all: [{ column: 'c-1', operator: '=', value: 'Open' }, { column: 'c-2', operator: '=', value: 'Low' }],
    });
    expect(behindMark(data, { x: 1, series: 0 }, column({}), undefined)).toEqual({ all: [{ column: 'c-1', operator: 'blank' }] });
  });
  it('are the days of a bucket, its last one included and no more', () => {
    const days = (key: string, bucket: 'day' | 'week' | 'month' | 'quarter' | 'year') =>
      behindMark({ x: [{ key, label: key }], series: [] }, { x: 0, series: 0 }, column({ name: 'Due', storage: 'date', type: 'date' }), undefined, bucket).all?.[0];
    expect(days('2026-12-01', 'month')).toEqual({ formula: '[Due] >= Date(2026, 12, 1) AND [Due] < Date(2027, 1, 1)' });
    expect(days('2026-10-01', 'quarter')).toEqual({ formula: '[Due] >= Date(2026, 10, 1) AND [Due] < Date(2027, 1, 1)' });
    expect(days('2026-12-28', 'week')).toEqual({ formula: '[Due] >= Date(2026, 12, 28) AND [Due] < Date(2027, 1, 4)' });
    expect(days('2026', 'year')).toEqual({ formula: '[Due] >= Date(2026, 1, 1) AND [Due] < Date(2027, 1, 1)' });
    expect(days('2028-02-29', 'day')).toEqual({ formula: '[Due] >= Date(2028, 2, 29) AND [Due] < Date(2028, 3, 1)' });
  });
});

suite('the words of a chart', () => {
  it('tell what it is, its highest and its lowest', () => {
    expect(describe(shape)).toBe('Bar chart of Sum of value by Status and Priority: highest Low with $7, lowest Open, Low with $1.');
    expect(describe({ ...shape, data: { x: [], series: [] } })).toContain('nothing to show');
  });
  it('know no number but numbers: an error or a day is a gap', () => {
    const values = [3, null, { error: '#VALUE' as const, reason: 'broken' }, '2026-11-20'];
    expect(dataOf({ x: [], series: [{ name: '', key: null, values }], format: {} }).series[0]?.values).toEqual([3, null, null, null]);
  });
});

suite('the drawing', () => {
  it('stacks series, keeps gaps, and lays bars down where names are long', () => {
    const option = chartOption(shape, palette) as { series: { stack?: string; data: unknown[] }[] };
    expect(option.series.map(({ stack, data: values }) => [stack, values])).toEqual([['all', [3, null]], ['all', [1, 7]]]);
    expect(liesDown(shape)).toBe(false);
    expect(liesDown({ ...shape, data: { ...data, x: [{ key: 1, label: 'A name that is rather long' }] } })).toBe(true);
  });
  it('draws a heat map of what there is', () => {
    const { series } = chartOption({ ...shape, kind: 'heatmap' }, palette) as { series: { data: unknown[] }[] };
    expect(series[0]?.data).toEqual([[0, 0, 3], [0, 1, 1], [1, 1, 7]]);
  });
  it("takes the blueprint's colours only where they tell things apart", () => {
    expect(colorsOf(palette, ['red', 'green'])).toEqual(['red', 'green']);
    expect(colorsOf(palette, ['blue', 'blue', 'green'])).toEqual(['blue', 'orange', 'green']);
    expect(new Set(colorsOf(palette, [undefined, undefined, undefined])).size).toBe(3);
  });
});
