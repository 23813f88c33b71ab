// The scale of a timeline: which days it spans, how wide a day is, and the marks along it. Days are numbers since 1970. Pure.
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { addMonths, dayNumber, isoOf, monthName, shortMonth, startOfWeek } from '../calendar/days';

export type Zoom = 'month' | 'quarter' | 'year';
export const zooms: Zoom[] = ['month', 'quarter', 'year'];

/** Pixels per day. */
export const dayWidth: Record<Zoom, number> = { month: 26, quarter: 9, year: 3 };

export interface Bar {
  row: Row;
  from: number;
  /** The last day, included. */
  to: number;
}

/** A row with one of the two dates is a day long; one without either has no bar. */
export function barOf(row: Row, start: Column, end: Column): Bar | undefined {
  const [from, to] = [dayNumber(row.values[start.id]), dayNumber(row.values[end.id])];
  const first = from ?? to;
  if (first === undefined) return undefined;
  return { row, from: first, to: Math.max(first, to ?? first) };
}

export interface Range {
  from: number;
  /** The first day after. */
  to: number;
}

const MOST_DAYS = 366 * 30;

/** From the first bar to the last with room around, whole months, today always among them. */
export function rangeOf(bars: Bar[], today: number): Range {
  let [from, to] = [today, today];
  for (const bar of bars) {
    from = Math.min(from, bar.from);
    to = Math.max(to, bar.to);
  }
  const first = `${isoOf(from - 7).slice(0, 7)}-01`;
  const last = addMonths(`${isoOf(to + 21).slice(0, 7)}-01`, 1);
  const range = { from: dayNumber(first) ?? from, to: dayNumber(last) ?? to };
  // A date that is wrong by a century must not make the page a mile wide.
  if (range.to - range.from <= MOST_DAYS) return range;
  return { from: Math.max(range.from, today - MOST_DAYS / 2), to: Math.min(range.to, today + MOST_DAYS / 2) };
}

export interface Tick {
  label: string;
  from: number;
  days: number;
}

function ticks({ from, to }: Range, first: string, next: (iso: string) => string, label: (iso: string) => string): Tick[] {
  const all: Tick[] = [];
  for (let iso = first; ; ) {
    const after = next(iso);
    const [a, b] = [dayNumber(iso) ?? from, dayNumber(after) ?? to];
    if (a >= to) return all;
    const [begin, end] = [Math.max(a, from), Math.min(b, to)];
    if (end > begin) all.push({ label: label(iso), from: begin, days: end - begin });
    iso = after;
  }
}

export function majorTicks(range: Range, zoom: Zoom, locale?: string): Tick[] {
  const first = isoOf(range.from);
  if (zoom === 'year') return ticks(range, `${first.slice(0, 4)}-01-01`, (iso) => addMonths(iso, 12), (iso) => iso.slice(0, 4));
  if (zoom === 'quarter') {
    const quarter = (iso: string) => Math.floor((Number(iso.slice(5, 7)) - 1) / 3);
    const begin = `${first.slice(0, 4)}-${String(quarter(first) * 3 + 1).padStart(2, '0')}-01`;
    return ticks(range, begin, (iso) => addMonths(iso, 3), (iso) => `Q${quarter(iso) + 1} ${iso.slice(0, 4)}`);
  }
  return ticks(range, `${first.slice(0, 7)}-01`, (iso) => addMonths(iso, 1), (iso) => monthName(iso, locale));
}

export function minorTicks(range: Range, zoom: Zoom, locale?: string): Tick[] {
  const first = isoOf(range.from);
  if (zoom === 'month') {
    const week = (iso: string) => isoOf((dayNumber(iso) ?? 0) + 7);
    return ticks(range, startOfWeek(first, 1), week, (iso) => String(Number(iso.slice(8))));
  }
  return ticks(range, `${first.slice(0, 7)}-01`, (iso) => addMonths(iso, 1), (iso) => shortMonth(iso, locale));
}

export type Part = 'whole' | 'start' | 'end';

/** A bar that is moved, or pulled at one of its ends; it never becomes shorter than a day. */
export function shifted({ row, from, to }: Bar, part: Part, days: number): Bar {
  if (part === 'whole') return { row, from: from + days, to: to + days };
  if (part === 'start') return { row, from: Math.min(from + days, to), to };
  return { row, from, to: Math.max(to + days, from) };
}
