// What is offered where; what stands under a suggestion; which argument is typed.
import { CompletionContext } from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { FunctionInfo } from '../api/formula';
import { Schema, type Column } from '../api/schema';
import { completions } from './complete';
import { fixOf } from './fixes';
import { formulaLanguage } from './language';
import { argumentAt, parameterOf } from './signature';

const column = (name: string, more: Partial<Column> = {}): Column => ({ id: `c-${name}`, name, type: 'text', storage: 'text', computed: false, writable: true, ...more });
const table = (name: string, columns: Column[]) => ({ id: `grid-${name}`, name, display: 'Name', system: false, rowCount: 1, columns, views: [], formats: [] });
const options = [{ name: 'Open' }, { name: 'Won' }];
const schema = new Schema({
  sequence: 1,
  name: 'test',
  title: 'Test',
  description: '',
  version: '1',
  timeZone: 'UTC',
  currency: 'USD',
  tables: [
    table('Client', [column('Name'), column('Sales', { type: 'number', storage: 'number' }), column('Owner', { type: 'relation', target: 'Person' })]),
    table('Person', [column('Name'), column('Mail')]),
    table('Deal', [column('Client', { type: 'relation', target: 'Client' }), column('Stage', { type: 'select', options }), column('Amount')]),
  ],
  controls: [],
  formulas: [{ id: 'f-1', name: 'All_Sales', formula: 'Sum([Client].[Sales])' }],
});
const info = (name: string, ...parameters: string[]): FunctionInfo => ({
  name,
  family: 'Lists',
  summary: `What ${name} does.`,
  signature: `${name}(${parameters.join(', ')})`,
  aliases: [],
  parameters: parameters.map((parameter) => ({ name: parameter, kind: 'any' })),
  examples: [],
});
const functions = [info('Filter', 'list', 'condition'), info('Sum', 'numbers')];

/** What is offered at "|". */
function offered(marked: string): string[] {
  const pos = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [formulaLanguage()] });
  ensureSyntaxTree(state, state.doc.length, 5_000);
  const result = completions({ schema, table: schema.table('Client'), functions: () => functions })(new CompletionContext(state, pos, true));
  const best = [...(result?.options ?? [])].sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0));
  return best.map(({ label }) => label);
}

describe('completion', () => {
  it.each([
    ['[|', ['Name', 'Sales', 'Owner']],
    ['1 + [Sa|]', ['Name', 'Sales', 'Owner']],
    ['If([Sales] > 1, [|', ['Name', 'Sales', 'Owner']],
    ['[Owner].[|', ['Name', 'Mail']],
    ['[Owner].[|]', ['Name', 'Mail']],
    ['Filter([Deal], [|', ['Client', 'Stage', 'Amount']],
    ['Filter([Deal], [Amount] > 3 AND [|]).First()', ['Client', 'Stage', 'Amount']],
    ['[Deal].Filter([|', ['Client', 'Stage', 'Amount']],
    ['Filter([Deal], [Client].[|', ['Name', 'Sales', 'Owner']],
    ['Filter([Deal], [Client].[Owner].[|', ['Name', 'Mail']],
    ['Filter([Deal], thisRow.[|', ['Name', 'Sales', 'Owner']],
    ['Sum(Filter([Deal], [Amount] > 3).[|])', ['Client', 'Stage', 'Amount']],
    ['Filter([Deal], [Client] = thisRow).First().[|', ['Client', 'Stage', 'Amount']],
  ])('%s', (marked, wanted) => expect(offered(marked).slice(0, wanted.length)).toEqual(wanted));

  it('offers tables and named formulas behind the columns, and nothing but columns behind a dot', () => {
    expect(offered('[|')).toEqual(expect.arrayContaining(['Client', 'Person', 'Deal', 'All_Sales']));
    expect(offered('[Owner].[|')).toEqual(['Name', 'Mail']);
  });
  it.each(['Filter([Deal], [Stage] = "|")', 'Filter([Deal], [Stage] = "|', 'Filter([Deal], [Stage].HasAny("Won", "|"))', 'Filter([Deal], "O|" != [Stage])'])('options: %s', (marked) =>
    expect(offered(marked)).toEqual(['Open', 'Won']),
  );
  it('offers nothing in texts that are compared with no select, nor in comments', () => {
    expect(offered('[Name] = "|"')).toEqual([]);
    expect(offered('1 // [|')).toEqual([]);
  });
  it('offers functions for words, and methods behind a dot', () => {
    expect(offered('Su|')).toEqual(expect.arrayContaining(['Sum', 'Filter', 'thisRow']));
    expect(offered('[Deal].Fi|')).toEqual(expect.arrayContaining(['Filter', 'Stage']));
  });
});

describe('signature help', () => {
  const argument = (marked: string) => {
    const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [formulaLanguage()] });
    ensureSyntaxTree(state, state.doc.length, 5_000);
    const found = argumentAt(state, marked.indexOf('|'));
    return found && `${found.name} ${found.index}`;
  };
  it.each([
    ['Sum(|', 'Sum 0'],
    ['Filter([Deal], |', 'Filter 1'],
    ['Filter(Sum(1), |2)', 'Filter 1'],
    ['If(Sum(1, |2), 3)', 'Sum 1'],
    ['[Deal].Filter(|', 'Filter 1'],
    ['Sum(1)|', undefined],
    ['1 + |2', undefined],
  ])('%s', (marked, wanted) => expect(argument(marked)).toBe(wanted));
  it('goes round where parameters come again', () => {
    const choose: FunctionInfo = { ...info('Switch', 'expression', 'value', 'result', 'otherwise'), repeatFrom: 1 };
    choose.parameters[2]!.repeated = true;
    expect([0, 1, 2, 3, 4].map((index) => parameterOf(choose, index))).toEqual([0, 1, 2, 1, 2]);
  });
});

describe('fixOf', () => {
  const fix = (text: string, begin: number, end: number, message: string) => {
    const found = fixOf({ severity: 'error', begin, end, message }, text);
    return found && text.slice(0, found.from) + found.insert + text.slice(found.to);
  };
  it('writes what was meant in place of what was written', () => {
    expect(fix('[Helth] * 2', 0, 7, 'no column `Helth` on T; did you mean `Health`?')).toBe('[Health] * 2');
    expect(fix('Agerage([A])', 0, 7, 'there is no function `Agerage`; did you mean `Average`?')).toBe('Average([A])');
    expect(fix('[S] = "At risk"', 6, 15, '`At risk` is not an option of T.S; did you mean `At Risk`?')).toBe('[S] = "At Risk"');
    expect(fix('[A].[Bb]', 0, 8, 'no column `Bb` on T; did you mean `B b`?')).toBe('[A].[B b]');
    expect(fix('Helth', 0, 5, 'no column `Helth` on T; did you mean `Health Score`?')).toBe('[Health Score]');
  });
  it('has none where none is suggested', () => expect(fix('1 +', 3, 3, 'something is missing')).toBeUndefined());
});
