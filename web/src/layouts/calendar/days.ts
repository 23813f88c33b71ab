// Arithmetic of calendar days, written "2026-11-27". No time zone has a say in it. Pure.
const DAY_MS = 86_400_000;

/** Days since 1970-01-01; undefined for what is no day. */
export function dayNumber(iso: unknown): number | undefined {
  if (typeof iso !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return undefined;
  const at = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)));
  return Number.isNaN(at) ? undefined : at / DAY_MS;
}

export const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const addDays = (iso: string, days: number): string => isoOf((dayNumber(iso) ?? 0) + days);

/** The same day so many months on, or the last of that month. */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 Sunday. */
export const weekday = (iso: string): number => (((dayNumber(iso) ?? 0) + 3) % 7) + 1;

export const startOfWeek = (iso: string, first: number): string => addDays(iso, -((weekday(iso) - first + 7) % 7));

/** The day on which a week begins where the reader is. */
export function firstWeekday(locale: string): number {
  try {
    const known = new Intl.Locale(locale) as Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } };
    return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

export type Span = 'month' | 'week';

/** The weeks that show a month (whole weeks) or a week. */
export function weeksOf(anchor: string, span: Span, first: number): string[][] {
  const from = startOfWeek(span === 'month' ? `${anchor.slice(0, 7)}-01` : anchor, first);
  const to = span === 'month' ? addDays(addMonths(`${anchor.slice(0, 7)}-01`, 1), -1) : from;
  const weeks: string[][] = [];
  for (let week = from; week <= to || weeks.length === 0; week = addDays(week, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(week, day)));
  }
  return weeks;
}

const format = (iso: string, options: Intl.DateTimeFormatOptions, locale?: string) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date((dayNumber(iso) ?? 0) * DAY_MS));

export const monthName = (iso: string, locale?: string) => format(iso, { month: 'long', year: 'numeric' }, locale);
export const shortMonth = (iso: string, locale?: string) => format(iso, { month: 'short' }, locale);
export const weekdayName = (iso: string, locale?: string) => format(iso, { weekday: 'short' }, locale);
export const shortDay = (iso: string, locale?: string) => format(iso, { day: 'numeric', month: 'short', year: 'numeric' }, locale);
export const longDay = (iso: string, locale?: string) => format(iso, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, locale);
