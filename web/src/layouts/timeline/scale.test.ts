import { describe, expect, it } from 'vitest';
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { dayNumber, isoOf } from '../calendar/days';
import { barOf, majorTicks, minorTicks, rangeOf, shifted, type Bar } from './scale';

const column = (id: string) => ({ id, name: id, type: 'date', storage: 'date', computed: false, writable: true }) as Column;
const row = (from: string | null, to: string | null): Row => ({ id: 'i-1', name: 'x', values: { from, to }, styles: {} });
const day = (iso: string) => dayNumber(iso) ?? NaN;
const bar = (from: string, to: string): Bar => ({ row: row(from, to), from: day(from), to: day(to) });

describe('barOf', () => {
  it('spans both dates, one day with only one of them, and is none without', () => {
    const of = (from: string | null, to: string | null) => {
      const made = barOf(row(from, to), column('from'), column('to'));
      return made && [isoOf(made.from), isoOf(made.to)];
    };
    expect(of('2026-01-05', '2026-02-01')).toEqual(['2026-01-05', '2026-02-01']);
    expect(of(null, '2026-02-01')).toEqual(['2026-02-01', '2026-02-01']);
    expect(of('2026-02-05', '2026-02-01')).toEqual(['2026-02-05', '2026-02-05']);
    expect(of(null, null)).toBeUndefined();
  });
});

describe('rangeOf', () => {
  it('is whole months around all bars and today', () => {
    const { from, to } = rangeOf([bar('2026-03-10', '2026-05-01')], day('2026-06-20'));
    expect([isoOf(from), isoOf(to)]).toEqual(['2026-03-01', '2026-08-01']);
  });
  it('stays bounded when a date is absurd', () => {
    const { from, to } = rangeOf([bar('0203-01-01', '2026-01-01'), bar('2026-01-01', '9999-01-01')], day('2026-06-20'));
    expect(to - from).toBeLessThan(366 * 31);
  });
});

describe('ticks', () => {
  const range = { from: day('2026-11-01'), to: day('2027-02-01') };
  it('name months, quarters and years, and cover the range without a gap', () => {
    expect(majorTicks(range, 'month', 'en').map(({ label }) => label)).toEqual(['November 2026', 'December 2026', 'January 2027']);
    expect(majorTicks(range, 'quarter').map(({ label }) => label)).toEqual(['Q4 2026', 'Q1 2027']);
    expect(majorTicks(range, 'year').map(({ label, days }) => [label, days])).toEqual([['2026', 61], ['2027', 31]]);
    for (const marks of [minorTicks(range, 'month'), minorTicks(range, 'year'), majorTicks(range, 'quarter')]) {
      expect(marks.reduce((sum, { days }) => sum + days, 0)).toBe(92);
    }
  });
});

it('shifted moves or stretches a bar, and leaves it a day at least', () => {
  const one = bar('2026-01-10', '2026-01-12');
  const shape = ({ from, to }: Bar) => [isoOf(from), isoOf(to)];
  expect(shape(shifted(one, 'whole', -10))).toEqual(['2025-12-31', '2026-01-02']);
  expect(shape(shifted(one, 'start', 5))).toEqual(['2026-01-12', '2026-01-12']);
  expect(shape(shifted(one, 'end', -5))).toEqual(['2026-01-10', '2026-01-10']);
});
