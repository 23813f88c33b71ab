import { describe, expect, it } from 'vitest';
import type { Column, Table } from '../../api/schema';
import { errorsByColumn, formSections, knownValue, literalDefault, missing } from './fields';

const column = (name: string, part: Partial<Column> = {}): Column => ({
  id: `c-${name}`, name, type: 'text', storage: 'text', computed: false, writable: true, ...part,
});
const table = { columns: [
  column('Name', { required: true, section: 'Identity' }),
  column('Score', { computed: true, writable: false, section: 'Identity' }),
  column('Note', { section: 'More' }),
  column('City', { section: 'Identity' }),
] } as Table;
const names = (sections: ReturnType<typeof formSections>) => sections.map(({ title, columns }) => [title, columns.map(({ name }) => name).join()]);

describe('formSections', () => {
  it('has what can be written, by section', () => {
    expect(names(formSections(table))).toEqual([['Identity', 'Name,City'], ['More', 'Note']]);
  });
  it('has what was asked for in its order, and never leaves out what is needed', () => {
    expect(names(formSections(table, ['Note', 'c-City', 'Score']))).toEqual([[undefined, 'Note,City,Name']]);
  });
});

describe('what a form begins with', () => {
  it('shows defaults that are plain values', () => {
    expect(['"Active"', '"a \\"b\\""', '5', 'Today()', undefined].map((formula) => literalDefault(column('x', formula === undefined ? {} : { default: formula })))).toEqual(
      ['Active', 'a "b"', 5, null, null],
    );
    expect(literalDefault(column('x', { default: 'true', storage: 'boolean' }))).toBe(true);
  });
  it('reads what the address knows by the type of the column', () => {
    const name = (row: string) => (row === 'i-1' ? 'Gard AS' : undefined);
    expect(knownValue(column('x', { storage: 'row' }), 'i-1', name)).toEqual({ rowId: 'i-1', name: 'Gard AS' });
    expect(knownValue(column('x', { storage: 'rows' }), 'i-1,i-2', name)).toEqual([{ rowId: 'i-1', name: 'Gard AS' }, { rowId: 'i-2', name: 'i-2' }]);
    expect(knownValue(column('x', { storage: 'number' }), '12', name)).toBe(12);
    expect(knownValue(column('x'), 'At Risk', name)).toBe('At Risk');
  });
});

describe('what is wrong with a form', () => {
  it('knows what is needed and not filled in', () => {
    expect(missing(table.columns, { 'c-Name': '' }).map(({ name }) => name)).toEqual(['Name']);
    expect(missing([column('Status', { required: true, default: '"Open"' })], {})).toEqual([]);
  });
  it('puts the words of the server at their field, and keeps the others', () => {
    const errors = [{ path: 'actions[0].write.cells.c-Name', message: 'taken' }, { path: 'actions[0].write.cells.City', message: 'unknown' }, { path: 'actions[0]', message: 'no' }];
    expect(errorsByColumn(table.columns, errors)).toEqual({ fields: { 'c-Name': 'taken', 'c-City': 'unknown' }, other: ['no'] });
  });
});
