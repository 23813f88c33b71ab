// Rows as events of a calendar, by day. Pure.
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import type { Value } from '../../api/values';
import { addDays, dayNumber, isoOf } from './days';

export interface CalendarEvent {
  row: Row;
  from: string;
  to: string;
}

const day = (value: Value | undefined) => (dayNumber(value) === undefined ? undefined : String(value).slice(0, 10));

export const eventOf = (row: Row, date: Column, end: Column | undefined): CalendarEvent | undefined => {
  const from = day(row.values[date.id]);
  if (!from) return undefined;
  const to = end && day(row.values[end.id]);
  return { row, from, to: to && to > from ? to : from };
};

/** Which events touch which of the days; those that began earlier come first. */
export function eventsByDay(rows: Row[], date: Column, end: Column | undefined, days: string[]): Map<string, CalendarEvent[]> {
  const byDay = new Map<string, CalendarEvent[]>(days.map((iso) => [iso, []]));
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const events = rows.flatMap((row) => eventOf(row, date, end) ?? []).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const event of events) {
    for (let at = event.from > first ? event.from : first; at <= event.to && at <= last; at = addDays(at, 1)) byDay.get(at)?.push(event);
  }
  return byDay;
}

/** What has to be written so that the event begins on another day: its end moves with it, its time of day stays. */
export function movedCells(row: Row, date: Column, end: Column | undefined, to: string): Record<string, Value> {
  const before = row.values[date.id];
  const cells: Record<string, Value> = { [date.id]: to + (date.storage === 'instant' && typeof before === 'string' ? before.slice(10) : '') };
  const [from, until] = [dayNumber(before), end && dayNumber(row.values[end.id])];
  const target = dayNumber(to);
  if (end?.writable && from !== undefined && until !== undefined && target !== undefined) {
    cells[end.id] = isoOf(until + target - from) + (end.storage === 'instant' ? String(row.values[end.id]).slice(10) : '');
  }
  return cells;
}

/** A day as the arguments of Date(). */
export const written = (iso: string) => iso.split('-').map(Number).join(', ');

/** Only what touches the days that are shown is asked for. */
export function rangeFilter(date: Column, end: Column | undefined, first: string, last: string): string {
  const from = `Date(${written(first)})`;
  const to = `Date(${written(addDays(last, 1))})`;
  const begins = `[${date.name}] >= ${from} AND [${date.name}] < ${to}`;
  return end ? `(${begins}) OR ([${date.name}] < ${to} AND [${end.name}] >= ${from})` : begins;
}
