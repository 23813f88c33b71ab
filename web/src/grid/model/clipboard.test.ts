// Text in and out: what spreadsheets write is read, what is copied can be pasted, and what does not fit says why.
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { planPaste, planValues } from './changes';
import { copyText, formatHtmlTable, formatTsv, parseHtmlTable, parseTsv } from './clipboard';
import { parseCell } from './parseCell';

const context = { today: '2026-11-27', locale: 'en-GB' };

const column = (part: Partial<Column>): Column => ({ id: 'c-1', name: 'C', type: 'text', storage: 'text', computed: false, writable: true, ...part });
const row = (id: string, values: Row['values']): Row => ({ id, name: id, values, styles: {} });

describe('tab-separated text', () => {
  it('comes back as it went, whatever is in the cells', () => {
    const block = [
      ['plain', 'with\ttab', 'two\nlines'],
      ['"quoted"', 'say "hi"', ''],
      ['', '', ''],
      [' spaces ', '"', '""'],
    ];
    expect(parseTsv(formatTsv(block))).toEqual(block);
  });
  it('is read as Excel writes it', () => {
    expect(parseTsv('a\tb\r\n"line 1\nline 2"\t"say ""hi"""\r\n')).toEqual([['a', 'b'], ['line 1\nline 2', 'say "hi"']]);
    expect(parseTsv('"Big" deals\t1')).toEqual([['"Big" deals', '1']]);
    expect(parseTsv('a\tb\nc')).toEqual([['a', 'b'], ['c', '']]);
    expect(parseTsv('"never closed')).toEqual([['"never closed']]);
    expect(parseTsv('')).toEqual([['']]);
  });
});

describe('tables of HTML', () => {
  it('come back as they went; nothing in them is markup', () => {
    const block = [['<b>x</b>', 'a & "b"'], ['1\n2', '']];
    expect(parseHtmlTable(formatHtmlTable(block))).toEqual(block);
  });
  it('are read as Google Sheets and Excel write them', () => {
    const html = '<meta><style>td{}</style><table><tr><td colspan="2">A</td><td>B<br>C</td></tr><tr><td>1</td></tr></table>';
    expect(parseHtmlTable(html)).toEqual([['A', '', 'B\nC'], ['1', '', '']]);
    expect(parseHtmlTable('<p>no table</p>')).toBeUndefined();
  });
});

describe('a cell', () => {
  it('is read by its column', () => {
    expect(parseCell(column({ type: 'checkbox', storage: 'boolean' }), 'Yes', context)).toEqual({ value: true });
    expect(parseCell(column({ type: 'checkbox', storage: 'boolean' }), 'maybe', context)).toHaveProperty('fault');
    const status = column({ type: 'select', options: [{ name: 'At Risk' }] });
    expect(parseCell(status, 'at risk', context)).toEqual({ value: 'At Risk' });
    expect(parseCell(status, 'Lost', context)).toHaveProperty('fault');
    expect(parseCell(column({ type: 'slider', storage: 'number', minimum: 1, maximum: 10 }), '11', context)).toHaveProperty('fault');
    expect(parseCell(column({ storage: 'date', type: 'date' }), 'soon', context)).toHaveProperty('fault');
    expect(parseCell(column({ storage: 'number', type: 'number' }), '', context)).toEqual({ value: null });
    expect(parseCell(column({ writable: false, readOnlyReason: 'Computed: [A]' }), '1', context)).toMatchObject({ fault: expect.stringContaining('Computed: [A]') });
  });
  it('links to rows by their names, also where a name has a comma', () => {
    const rows = new Map([['gard as', 'i-1'], ['smith, john', 'i-2']]);
    const find = (_: string, name: string) => {
      const id = rows.get(name.toLowerCase());
      return id ? { rowId: id, name } : undefined;
    };
    const many = column({ storage: 'rows', type: 'multi-relation', target: 'T' });
    expect(parseCell(many, 'Smith, John, Gard AS', { ...context, findRow: find })).toEqual({
      value: [{ rowId: 'i-2', name: 'Smith, John' }, { rowId: 'i-1', name: 'Gard AS' }],
    });
    expect(parseCell(many, 'Gard AS, Nobody', { ...context, findRow: find })).toHaveProperty('fault');
    expect(parseCell(column({ storage: 'row', type: 'relation', target: 'T' }), 'gard as', { ...context, findRow: find })).toEqual({ value: { rowId: 'i-1', name: 'gard as' } });
  });
});

describe('plans', () => {
  const text = column({ id: 'c-1', name: 'Name' });
  const amount = column({ id: 'c-2', name: 'Amount', type: 'number', storage: 'number' });
  const computed = column({ id: 'c-3', name: 'Twice', writable: false, computed: true });

  it('paste repeats over the selection and names what does not fit', () => {
    const rows = [row('a', { 'c-1': 'x', 'c-2': 1 }), row('b', { 'c-1': 'y', 'c-2': 2 })];
    const plan = planPaste('T', [['new', 'abc']], rows, [text, amount], 2, context);
    expect(plan.cells).toBe(2);
    expect(plan.misfits.map(({ row: name, column: title }) => `${name} ${title}`)).toEqual(['a Amount', 'b Amount']);
    expect(plan.actions).toEqual([
      { write: { table: 'T', row: 'a', cells: { 'c-1': 'new' }, expected: { 'c-1': 'x' } } },
      { write: { table: 'T', row: 'b', cells: { 'c-1': 'new' }, expected: { 'c-1': 'y' } } },
    ]);
  });
  it('paste beyond the last row makes rows', () => {
    const plan = planPaste('T', [['a', '1'], ['b', '2']], [row('i-1', {})], [text, amount], 2, context);
    expect(plan.added).toBe(1);
    expect(plan.actions[1]).toEqual({ write: { table: 'T', cells: { 'c-1': 'b', 'c-2': 2 } } });
  });
  it('leave alone what is the same already, and what is computed', () => {
    const plan = planValues('T', [row('a', { 'c-1': 'x', 'c-3': 2 })], [text, computed], (_, index) => (index === 0 ? 'x' : 5));
    expect(plan.actions).toEqual([]);
    expect(plan.misfits).toHaveLength(1);
    expect(planValues('T', [row('a', { 'c-1': 'x' })], [column({ id: 'c-1', required: true })], () => null).misfits).toHaveLength(1);
  });
});

describe('copies', () => {
  it('keep all digits and days, so that others can calculate', () => {
    expect(copyText(amountColumn, 66.73037518)).toBe('66.73037518');
    expect(copyText(column({}), [{ rowId: 'i-1', name: 'Gard AS' }, { rowId: 'i-2', name: 'B' }])).toBe('Gard AS, B');
    expect(copyText(column({}), true)).toBe('TRUE');
    expect(copyText(column({}), { error: '#VALUE', reason: 'no' })).toBe('');
  });
});
const amountColumn = column({ type: 'number', storage: 'number', decimals: 1 });
