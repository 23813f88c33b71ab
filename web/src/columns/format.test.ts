import { describe, expect, it } from 'vitest';
import { formatCell, formatShort } from './format';

describe('formatCell', () => {
  it('shows a value by its column, with its unit', () => {
    expect(formatCell({ type: 'currency', currency: 'USD', storage: 'number' }, 1850000)).toBe('$1,850,000');
    expect(formatCell({ type: 'number', decimals: 1, storage: 'number' }, 66.7304)).toBe('66.7');
    expect(formatCell({ type: 'percent', storage: 'number' }, 12.5)).toBe('12.5 %');
    expect(formatCell({ suffix: '%', decimals: 0 }, 88)).toBe('88 %');
    expect(formatCell({ storage: 'date' }, '2026-06-09')).toMatch(/2026/);
    expect(formatCell({ storage: 'boolean' }, true)).toBe('Yes');
  });

  it('shows rows, files and errors by their name, lists with commas, blanks as nothing', () => {
    expect(formatCell({}, { rowId: 'i-1', name: 'Gard AS' })).toBe('Gard AS');
    expect(formatCell({}, [{ rowId: 'i-1', name: 'A' }, { rowId: 'i-2', name: 'B' }])).toBe('A, B');
    expect(formatCell({}, { error: '#VALUE', reason: 'no number' })).toBe('#VALUE');
    for (const blank of [null, undefined, '', []]) expect(formatCell({ type: 'number' }, blank)).toBe('');
  });

  it('leaves a text alone that looks like a date, and a value that does not fit its column', () => {
    expect(formatCell({ storage: 'text' }, '2026-06-09')).toBe('2026-06-09');
    expect(formatCell({ storage: 'date' }, 'soon')).toBe('soon');
  });

  it('shortens large numbers where there is little room', () => {
    expect(formatShort({ type: 'currency', currency: 'USD' }, 12_400_000)).toBe('$12.4M');
    expect(formatShort({ type: 'number' }, 1234)).toBe('1,234');
  });
});
