import { describe, expect, it } from 'vitest';
import { formatDay, isoDay, readDay } from './date';
import { formatChange, formatCurrency, readNumber } from './number';

describe('readNumber', () => {
  it('reads numbers and their texts', () => {
    expect([12.5, '12.5', '$1,234.50', '-3', '85 %'].map(readNumber)).toEqual([12.5, 12.5, 1234.5, -3, 85]);
  });
  it('takes nothing else for a number', () => {
    for (const value of ['', 'n/a', null, undefined, NaN, Infinity, [], true, '12 apples', '#VALUE']) {
      expect(readNumber(value)).toBeUndefined();
    }
  });
});

describe('readDay', () => {
  it('takes the calendar day as it is written, in every time zone', () => {
    expect(readDay('2026-06-09T00:00:00.000+14:00')).toEqual({ year: 2026, month: 6, day: 9 });
    expect(readDay('2026-06-09T00:00:00.000-11:00')).toEqual({ year: 2026, month: 6, day: 9 });
  });
  it('refuses what is no day', () => {
    for (const value of ['2026-02-30', '2026-13-01', 'soon', '', null, 20260609]) expect(readDay(value)).toBeUndefined();
  });
  it('shows the same day again', () => {
    const day = readDay('2026-01-02');
    expect(day && isoDay(day)).toBe('2026-01-02');
    expect(day && formatDay(day)).toMatch(/2026/);
    expect(day && formatDay(day)).toMatch(/02/);
  });
});

describe('formatting', () => {
  it('shows the sign of a change, and none for zero', () => {
    expect([2.14, -0.4, 0].map((value) => formatChange(value))).toEqual(['+2.1', '-0.4', '0.0']);
  });
  it('shows whole currency with its unit', () => {
    expect(formatCurrency(1850000)).toBe('$1,850,000');
  });
});
