import { describe, expect, it } from 'vitest';
import { keyOf, readCell, readPeek, viewSegment, writeCell, writePeek } from './links';
import { readViewSearch } from './search';

describe('addresses', () => {
  it('name a view for people and find it by its id', () => {
    const segment = viewSegment({ id: 'table-x~1', name: 'By Status & Größe' });
    expect(segment).toBe('by-status-größe~table-x~1');
    expect(keyOf(viewSegment({ id: 'table-1', name: '' }))).toBe('table-1');
    expect(keyOf('Renewal Risk')).toBe('Renewal Risk');
  });

  it('hold a record beside the page and a cell that is explained', () => {
    expect(readPeek(writePeek('grid-1', 'i-7'))).toEqual({ table: 'grid-1', row: 'i-7' });
    expect(readPeek('nonsense')).toBeUndefined();
    const cell = { table: 'grid-1', row: 'i-7', column: 'c-2' };
    expect(readCell(writeCell(cell))).toEqual(cell);
    expect(readCell('a/b')).toBeUndefined();
  });

  it('leave out what is not understood', () => {
    expect(readViewSearch({ q: 42, sort: 'x', filter: 7, group: [1], peek: 3, options: { month: 5 } })).toMatchObject({
      q: '42', sort: undefined, filter: undefined, group: undefined, peek: undefined, options: { month: '5' },
    });
  });
});
