import { describe, expect, it } from 'vitest';
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { addDays, addMonths, dayNumber, isoOf, startOfWeek, weekday, weeksOf } from './days';
import { eventsByDay, movedCells, rangeFilter } from './events';

const column = (id: string, part: Partial<Column> = {}): Column => ({ id, name: id, type: 'date', storage: 'date', computed: false, writable: true, ...part });
const row = (id: string, from: string | null, to: string | null = null): Row => ({ id, name: id, values: { from, to }, styles: {} });

describe('days', () => {
  it('count over months, years and leap days, and back', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    for (const iso of ['1970-01-01', '2026-11-27', '1969-12-31']) expect(isoOf(dayNumber(iso) ?? NaN)).toBe(iso);
    expect([undefined, null, 'soon', 12].map(dayNumber)).toEqual([undefined, undefined, undefined, undefined]);
  });
  it('know their weekday and the beginning of their week, wherever a week begins', () => {
    expect(weekday('2026-11-27')).toBe(5);
    expect(weekday('1969-12-31')).toBe(3);
    expect(startOfWeek('2026-11-27', 1)).toBe('2026-11-23');
    expect(startOfWeek('2026-11-27', 7)).toBe('2026-11-22');
    expect(startOfWeek('2026-11-23', 1)).toBe('2026-11-23');
  });
  it('make whole weeks around a month, and one around a day', () => {
    const weeks = weeksOf('2026-11-27', 'month', 1);
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([6, '2026-10-26', '2026-12-06']);
    expect(weeksOf('2027-02-10', 'month', 1)).toHaveLength(4); // February that begins on a Monday
    expect(weeksOf('2026-11-27', 'week', 7)).toEqual([['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']]);
  });
});

describe('events', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25'];
  const [from, to] = [column('from'), column('to')];
  it('stand on each day that they touch', () => {
    const byDay = eventsByDay([row('a', '2026-11-24'), row('b', '2026-11-20', '2026-11-24'), row('c', null), row('d', '2026-11-25', '2026-11-01')], from, to, days);
    expect([...byDay].map(([iso, events]) => [iso, events.map((event) => event.row.id).join()])).toEqual([
      ['2026-11-23', 'b'], ['2026-11-24', 'b,a'], ['2026-11-25', 'd'],
    ]);
  });
  it('keep their length and their time of day when they are moved', () => {
    expect(movedCells(row('a', '2026-11-24', '2026-11-26'), from, to, '2026-12-01')).toEqual({ from: '2026-12-01', to: '2026-12-03' });
    const moment = column('from', { storage: 'instant' });
    expect(movedCells(row('a', '2026-11-24T09:30:00.000+01:00'), moment, undefined, '2026-11-30')).toEqual({ from: '2026-11-30T09:30:00.000+01:00' });
  });
  it('are asked for by the days shown', () => {
    expect(rangeFilter(from, undefined, '2026-11-30', '2026-12-31')).toBe('[from] >= Date(2026, 11, 30) AND [from] < Date(2027, 1, 1)');
    expect(rangeFilter(from, to, '2026-11-01', '2026-11-01')).toContain('[to] >= Date(2026, 11, 1)');
  });
});
