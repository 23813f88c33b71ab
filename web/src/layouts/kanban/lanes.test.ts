import { describe, expect, it } from 'vitest';
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import type { Value } from '../../api/values';
import { laneKey, lanesOf, worthOf } from './lanes';

const column = (part: Partial<Column>): Column => ({ id: 'c-1', name: 'Status', type: 'select', storage: 'text', computed: false, writable: true, ...part });
const row = (id: string, value: Value, worth: Value = null): Row => ({ id, name: id, values: { 'c-1': value, 'c-2': worth }, styles: {} });
const shape = (lanes: ReturnType<typeof lanesOf>) => lanes.map(({ title, rows }) => [title, rows.map(({ id }) => id).join()]);

describe('lanesOf', () => {
  const options = [{ name: 'Open', color: 'blue' }, { name: 'Done', color: 'green' }, { name: 'Blocked', color: 'red' }];
  it('has a lane for every option in its order, with its colour, also without rows', () => {
    const lanes = lanesOf(column({ options }), [row('i-1', 'Done'), row('i-2', 'Open'), row('i-3', 'Done')]);
    expect(shape(lanes)).toEqual([['Open', 'i-2'], ['Done', 'i-1,i-3'], ['Blocked', '']]);
    expect(lanes.map(({ tone }) => tone)).toEqual(['blue', 'green', 'red']);
  });
  it('has the declared lanes first; a row that is in none of them is not hidden, and blanks come last', () => {
    const lanes = lanesOf(column({ options }), [row('i-1', null), row('i-2', 'Blocked'), row('i-3', 'Open')], ['Done', 'Open']);
    expect(shape(lanes)).toEqual([['Done', ''], ['Open', 'i-3'], ['Blocked', 'i-2'], ['Blank', 'i-1']]);
  });
  it('counts and sums up what is not read yet, and what was moved before the server said so', () => {
    const beyond = { Open: { count: 90, worth: 900 }, Done: { count: 0, worth: 0 } };
    const value = column({ id: 'c-2' });
    const totals = (rows: Row[]) => lanesOf(column({ options }), rows, undefined, value, beyond).map(({ title, count, worth }) => [title, count, worth]);
    expect(totals([row('i-1', 'Open', 5), row('i-2', 'Done', 7)])).toEqual([['Open', 91, 905], ['Done', 1, 7], ['Blocked', 0, 0]]);
    expect(totals([row('i-1', 'Done', 5), row('i-2', 'Done', 7)])).toEqual([['Open', 90, 900], ['Done', 2, 12], ['Blocked', 0, 0]]);
  });
  it('tells rows of the same name apart, and knows both sides of a checkbox', () => {
    const relation = column({ type: 'relation', storage: 'row' });
    expect(lanesOf(relation, [row('i-1', { rowId: 'i-7', name: 'A' }), row('i-2', { rowId: 'i-8', name: 'A' })])).toHaveLength(2);
    expect(shape(lanesOf(column({ type: 'checkbox', storage: 'boolean' }), [row('i-1', true)]))).toEqual([['No', ''], ['Yes', 'i-1']]);
  });
});

it('worthOf adds numbers up and skips what is none', () => {
  expect(worthOf([row('i-1', '', 2), row('i-2', '', null), row('i-3', '', 3.5)], column({ id: 'c-2' }))).toBe(5.5);
  expect(worthOf([], undefined)).toBeUndefined();
});

it('laneKey is the same for every kind of nothing', () => {
  expect([null, '', [], undefined].map(laneKey)).toEqual(['', '', '', '']);
});
