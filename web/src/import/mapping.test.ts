import { describe, expect, it } from 'vitest';
import type { Column } from '../api/schema';
import { suggestKey, suggestMapping } from './mapping';

const column = (part: Partial<Column>) => ({ id: `c-${part.name}`, type: 'text', writable: true, ...part }) as Column;
const columns = [
  column({ name: 'Account_Name', unique: true }),
  column({ name: 'ARR', title: 'Annual revenue' }),
  column({ name: 'Health_Score', writable: false }),
];

describe('headers of a file', () => {
  it('finds columns by name or title, each once, and only those that can be written', () => {
    const mapping = suggestMapping(['account name', 'Annual Revenue', 'ARR', 'Health Score', 'Else'], columns);
    expect(mapping).toEqual({ 'account name': 'c-Account_Name', 'Annual Revenue': 'c-ARR', ARR: '', 'Health Score': '', Else: '' });
    expect(suggestKey(mapping, columns)).toEqual(['c-Account_Name']);
  });
});
