import { describe, expect, it } from 'vitest';
import type { Column } from '../api/schema';
import { readPreview, suggestKey, suggestMapping } from './preview';

const column = (part: Partial<Column>) => ({ id: `c-${part.name}`, type: 'text', writable: true, ...part }) as Column;
const columns = [
  column({ name: 'Account_Name', unique: true }),
  column({ name: 'ARR', title: 'Annual revenue' }),
  column({ name: 'Health_Score', writable: false }),
];

describe('the preview of a file', () => {
  it('reads quoted cells, other separators and a byte order mark', () => {
    const preview = readPreview('\uFEFF"Account name";ARR\n"Gard; AS";1\nB;2\n\n');
    expect(preview).toEqual({ headers: ['Account name', 'ARR'], rows: [['Gard; AS', '1'], ['B', '2']] });
  });

  it('finds columns by name or title, each once, and only those that can be written', () => {
    const mapping = suggestMapping(['account name', 'Annual Revenue', 'ARR', 'Health Score', 'Else'], columns);
    expect(mapping).toEqual({ 'account name': 'c-Account_Name', 'Annual Revenue': 'c-ARR', ARR: '', 'Health Score': '', Else: '' });
    expect(suggestKey(mapping, columns)).toEqual(['c-Account_Name']);
  });
});
