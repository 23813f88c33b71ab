import { describe, expect, it } from 'vitest';
import { Schema, type Column, type RecordLayout, type Table } from '../api/schema';
import { briefContents } from './contents';

const column = (name: string, part: Partial<Column> = {}): Column => ({ id: `c-${name}`, name, type: 'text', storage: 'text', computed: false, writable: true, ...part });
const table = (name: string, columns: Column[], record?: RecordLayout): Table => ({
  id: `grid-${name}`, name, display: 'Name', system: false, rowCount: 1, views: [], formats: [], columns: [column('Name'), ...columns], ...(record ? { record } : {}),
});
const link = column('Of', { type: 'relation', storage: 'row', target: 'Accounts' });
const others = [
  table('Goals', [link, column('Notes', { type: 'canvas' }), column('Value', { type: 'currency', storage: 'number' })]),
  table('Talks', [link, column('When', { type: 'date', storage: 'date' })]),
];
const figures = [column('Worth', { type: 'currency', storage: 'number' }), column('Change', { storage: 'number' })];
const schemaOf = (accounts: Table) =>
  new Schema({ sequence: 1, name: '', title: '', description: '', version: '', timeZone: 'UTC', currency: 'USD', tables: [accounts, ...others], controls: [], formulas: [] });

describe('briefContents', () => {
  it('follows the blueprint: figures with what has changed, lists, and what was said is told once', () => {
    const accounts = table('Accounts', figures, {
      header: ['c-Worth'],
      delta: { 'c-Worth': 'c-Change' },
      tabs: [
        { title: 'Plan', related: [{ table: 'Goals', by: 'Of' }, { table: 'Talks', by: 'Of' }] },
        { title: 'Timeline', timeline: [{ table: 'Talks', by: 'Of', date: 'When', title: 'Name' }] },
      ],
    });
    const contents = briefContents(schemaOf(accounts), accounts, { links: [] });
    expect(contents.figures.map(({ name }) => name)).toEqual(['Worth']);
    expect(contents.deltas.get('c-Worth')?.name).toBe('Change');
    expect(contents.lists.map(({ table: { name }, columns }) => [name, columns.map((one) => one.name).join()])).toEqual([['Goals', 'Name,Value']]);
    expect(contents.timelines.map(({ table: { name } }) => name)).toEqual(['Talks']);
  });
  it('has all that points at the record where the blueprint says nothing', () => {
    const accounts = table('Accounts', figures);
    const links = [{ table: 'grid-Goals', column: 'c-Of', count: 2 }, { table: 'grid-Talks', column: 'c-Of', count: 0 }];
    const contents = briefContents(schemaOf(accounts), accounts, { links });
    expect(contents.figures.map(({ name }) => name)).toEqual(['Worth']);
    expect(contents.lists.map(({ table: { name } }) => name)).toEqual(['Goals']);
    expect(contents.facts.map(({ name }) => name)).toEqual(['Change']);
  });
});
