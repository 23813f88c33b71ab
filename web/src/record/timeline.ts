// What happened to a record, merged by day, newest first: its engagements (or whatever the blueprint names) and the changes of
// tracked values. Pure.
import type { LoggedChange } from '../api/history';
import type { Row } from '../api/rows';
import type { Column, Table } from '../api/schema';
import type { Value } from '../api/values';
import { isoDay, readDay } from '../format/date';

export interface Happening {
  key: string;
  day: string;
  /** For the order within a day; events of a day without a time come last. */
  time: string;
  event?: { table: Table; row: Row; title?: Column | undefined; text?: Column | undefined; tone?: Column | undefined };
  change?: { column: Column; before: Value; after: Value; item: LoggedChange };
}

export interface DayOfHappenings {
  day: string;
  happenings: Happening[];
}

/** An instant as the reader's own day. */
export function dayOfInstant(time: string): string | undefined {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return undefined;
  return isoDay({ year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() });
}

export function eventsOf(table: Table, rows: Row[], date: Column, parts: Pick<NonNullable<Happening['event']>, 'title' | 'text' | 'tone'>): Happening[] {
  return rows.flatMap((row) => {
    const value = row.values[date.id];
    const read = readDay(value);
    if (!read) return [];
    const instant = date.storage === 'instant' ? String(value) : '';
    const day = instant ? (dayOfInstant(instant) ?? isoDay(read)) : isoDay(read);
    return [{ key: `${table.id}/${row.id}`, day, time: instant, event: { table, row, ...parts } }];
  });
}

/** Changes of tracked values; the value that a row began with is none. */
export function changesOf(items: LoggedChange[], find: (id: string) => Column | undefined): Happening[] {
  return items.flatMap((item) => {
    const column = item.column === undefined ? undefined : find(item.column);
    const day = dayOfInstant(item.time);
    if (!column || !day || item.kind === 'insert') return [];
    return [{ key: `${item.sequence}/${item.column}`, day, time: item.time, change: { column, before: item.before ?? null, after: item.after ?? null, item } }];
  });
}

export function byDay(happenings: Happening[]): DayOfHappenings[] {
  const days = new Map<string, Happening[]>();
  for (const happening of happenings) {
    const found = days.get(happening.day);
    if (found) found.push(happening);
    else days.set(happening.day, [happening]);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, all]) => ({ day, happenings: all.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0)) }));
}
