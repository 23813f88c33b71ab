// Dates as people read them. A date of the workspace is a day, not an instant: only its calendar part is used, so that no
// browser's time zone can move it.

const locale = () => (typeof navigator === 'undefined' ? 'en' : navigator.language || 'en');

// Making a formatter costs a thousand times as much as using it.
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale(), options)));
  return found;
}

export interface Day {
  year: number;
  month: number; // 1-12
  day: number;
}

/** The day in "2026-06-09" or "2026-06-09T00:00:00.000+02:00"; undefined for anything else. */
export function readDay(value: unknown): Day | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{4})-(\d{2})-(\d{2})(T|$)/.exec(value);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}

/** "09 Jun 2026" in the order of the locale. */
export function formatDay({ year, month, day }: Day): string {
  return formatter({ day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, month - 1, day)),
  );
}

/** "2026-06-09": for sorting and for <time>. */
export const isoDay = ({ year, month, day }: Day) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** "14:03:21" of an instant, in the reader's own time zone; "" when it is none. */
export function formatTimeOfDay(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(date);
}

/** "27 Nov 2026, 14:03" of an instant, in the reader's own time zone; "" when it is none. */
export function formatMoment(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return formatter({ day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(date);
}

/** "3 days ago", "in 2 hours", of an instant. */
export function formatAgo(instant: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  if (Number.isNaN(seconds)) return '';
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  return format.format(0, 'second');
}
