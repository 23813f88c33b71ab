// Filters as formulas, saved views under the address, and what a grid is set to.
import { describe, expect, it } from 'vitest';
import type { Column, View } from '../api/schema';
import { countConditions, operatorsOf, withCondition } from './conditions';
import type { Condition } from './filter';
import { formulaOf } from './filterFormula';
import { clickedSort, moveColumn } from './gridState';
import { readGridOptions, withGridOptions } from './viewOptions';
import { definitionOf, isChanged, mergedState, unchanged } from './viewState';

const column = (id: string, storage: Column['storage'], part: Partial<Column> = {}): Column => ({ id, name: id.toUpperCase(), type: storage, storage, computed: false, writable: true, ...part });
const columns = [column('n', 'number'), column('t', 'text'), column('d', 'date'), column('m', 'instant'), column('r', 'row', { target: 'People' }), column('l', 'rows', { target: 'People' }), column('b', 'boolean')];
const find = (id: string) => columns.find((one) => one.id === id);
const formula = (...all: Condition[]) => formulaOf({ all }, find);

describe('a filter as a formula', () => {
  it('has each condition, and leaves out what is not filled in', () => {
    expect(formula({ column: 'n', operator: '>=', value: 5 })).toBe('[N] >= 5');
    expect(formula({ column: 'd', operator: '=', value: '2026-06-09' })).toBe('[D] = Date(2026, 6, 9)');
    expect(formula({ column: 'd', operator: 'within', value: 'last-7' })).toBe('[D] >= Today() - 7 AND [D] < Today() + 1');
    expect(formula({ column: 'r', operator: 'any', value: [{ rowId: 'i-1', name: 'O"Hara' }] })).toBe('[R].HasAny("O\\"Hara")');
    expect(formula({ column: 'l', operator: 'me' })).toBe('[L].Contains(CurrentUser())');
    expect(formula({ column: 't', operator: 'contains', value: 'x' })).toBe('ContainsText([T] & "", "x")');
    expect(formula({ column: 't', operator: 'contains', value: '' })).toBeUndefined();
    expect(formula({ column: 'gone', operator: 'blank' })).toBeUndefined();
    expect(formula({ column: 'n', operator: '' })).toBeUndefined();
  });
  it('takes a moment by its day', () => {
    const day = 'Date(2026, 6, 9)';
    expect(formula({ column: 'm', operator: '=', value: '2026-06-09' })).toBe(`[M] >= ${day} AND [M] < ${day} + 1`);
    expect(formula({ column: 'm', operator: '>', value: '2026-06-09' })).toBe(`[M] >= ${day} + 1`);
    expect(formula({ column: 'm', operator: '<=', value: '2026-06-09' })).toBe(`[M] < ${day} + 1`);
    expect(formula({ column: 'm', operator: '<', value: '2026-06-09' })).toBe(`[M] < ${day}`);
  });
  it('nests groups in brackets', () => {
    const tree = { all: [{ column: 'n', operator: '>', value: 1 }, { any: [{ column: 't', operator: 'blank' }, { formula: '[N] = 3' }, { formula: ' ' }] }] };
    expect(formulaOf(tree, find)).toBe('([N] > 1) AND ((IsBlank([T])) OR ([N] = 3))');
    expect(countConditions(tree)).toBe(3);
  });
  it('grows without changing what it means', () => {
    const condition = { column: 'n', operator: '=', value: 1 };
    const any = { any: [condition, condition] };
    expect(withCondition(undefined, condition)).toEqual({ all: [condition] });
    expect(withCondition(any, condition)).toEqual({ all: [any, condition] });
  });
  it('offers "me" only for people', () => {
    expect(operatorsOf(columns[4] as Column, 'People').map(({ id }) => id)).toContain('me');
    expect(operatorsOf(columns[4] as Column, 'Other').map(({ id }) => id)).not.toContain('me');
  });
});

describe('the state of a view', () => {
  const view: View = { id: 'v', name: 'V', layout: 'grid', sort: [], group: [], columns: [], formats: [], default: true };
  const saved = { id: 's', name: 'S', table: 't', owner: 'Ida', mine: true, access: 'personal' as const, definition: { base: 'v', sort: ['n'], group: ['t'] } };
  it('is the address over the saved view', () => {
    expect(mergedState(saved, { saved: 's', group: [] })).toEqual({ saved: 's', sort: ['n'], group: [] });
    expect(isChanged({ saved: 's', q: 'x', at: { day: '2026-06-09' } })).toBe(false);
    expect(isChanged({ saved: 's', group: [] })).toBe(true);
    expect(isChanged({ sort: ['n'], ...unchanged })).toBe(false);
  });
  it('is kept whole', () => {
    const filter = { all: [{ column: 'n', operator: '>', value: 1 }] };
    const definition = definitionOf(view, { filter, sort: ['-n'] }, '[N] > 1');
    expect(definition).toEqual({ base: 'v', filter: '[N] > 1', filterTree: filter, sort: ['-n'] });
    expect(mergedState({ ...saved, definition }, {})).toEqual({ filter, sort: ['-n'] });
  });
});

describe('a grid is set up in the address', () => {
  it('and what is not understood is left out', () => {
    const options = withGridOptions({ month: '2026-06' }, { widths: { 'c-1': 120 }, frozen: 2, wrap: true, height: 'tall', aggregates: { 'c-1': 'sum' } });
    expect(options).toEqual({ month: '2026-06', widths: 'c-1:120', frozen: '2', wrap: 'true', height: 'tall', aggregates: 'c-1:sum' });
    expect(readGridOptions(options)).toEqual({ widths: { 'c-1': 120 }, frozen: 2, height: 'tall', wrap: true, aggregates: { 'c-1': 'sum' } });
    expect(readGridOptions({ widths: 'c-1:wide,:3', frozen: 'x', height: 'huge' })).toEqual({ widths: {}, frozen: 1, height: undefined, wrap: false, aggregates: {} });
    expect(withGridOptions(options && { frozen: '2' }, { frozen: 1 })).toBeUndefined();
  });
  it('clicks on a head go through up, down and none', () => {
    expect(clickedSort([], 'a', false)).toEqual(['a']);
    expect(clickedSort([{ column: 'a', descending: false }], 'a', false)).toEqual(['-a']);
    expect(clickedSort([{ column: 'a', descending: true }], 'a', false)).toEqual([]);
    expect(clickedSort([{ column: 'a', descending: true }], 'b', true)).toEqual(['-a', 'b']);
    expect(moveColumn(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  });
});
