// Days and moments as people write them: "12 mar", "today", "+30", "next friday", "12/03/2027", "tomorrow 14:30". Pure.
import { isoDay, readDay, type Day } from '../../../format/date';

const utc = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day));
const dayOf = (date: Date): Day => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });

function valid(year: number, month: number, day: number): Day | undefined {
  if (year < 100) year += year < 70 ? 2000 : 1900;
  return readDay(isoDay({ year, month, day }));
}

const addDays = (day: Day, count: number): Day => dayOf(new Date(utc(day).getTime() + count * 86_400_000));

function addMonths({ year, month, day }: Day, count: number): Day {
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(day, last) };
}

/** What months and weekdays are called, in English and in the reader's language. */
function names(locale: string, kind: 'month' | 'weekday'): Map<string, number> {
  const found = new Map<string, number>();
  for (const language of ['en', locale]) {
    for (const width of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { [kind]: width, timeZone: 'UTC' });
      for (let i = 0; i < (kind === 'month' ? 12 : 7); ++i) {
        // 2 January 2000 was a Sunday.
        const date = kind === 'month' ? new Date(Date.UTC(2000, i, 1)) : new Date(Date.UTC(2000, 0, 2 + i));
        found.set(format.format(date).toLowerCase().replace(/\.$/, ''), kind === 'month' ? i + 1 : i);
      }
    }
  }
  if (kind === 'month') found.set('sept', 9);
  return found;
}

/** Which comes first when the language writes a date in figures. */
function order(locale: string): ('day' | 'month' | 'year')[] {
  return new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(Date.UTC(2026, 10, 22)))
    .map(({ type }) => type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year') as ('day' | 'month' | 'year')[];
}

function readRelative(text: string, today: Day, locale: string): Day | undefined {
  const words: Record<string, number> = { today: 0, now: 0, tomorrow: 1, tmr: 1, yesterday: -1 };
  if (text in words) return addDays(today, words[text] ?? 0);
  if (text === 'eom' || text === 'end of month') return addDays({ ...addMonths(today, 1), day: 1 }, -1);
  if (text === 'eoq' || text === 'end of quarter') return addDays({ ...addMonths({ ...today, day: 1 }, 3 - ((today.month - 1) % 3)), day: 1 }, -1);
  if (text === 'eoy' || text === 'end of year') return { year: today.year, month: 12, day: 31 };
  const unitOf = (unit: string) => unit.replace(/s$/, '').slice(0, 2);
  const step =
    /^([+-])\s*(\d+)\s*(d|days?|w|weeks?|m|mo|months?|y|years?)?$/.exec(text) ??
    /^(in)\s+(\d+)\s+(days?|weeks?|months?|years?)$/.exec(text);
  const ago = /^(\d+)\s+(days?|weeks?|months?|years?)\s+ago$/.exec(text);
  if (step ?? ago) {
    const count = step ? Number(step[2]) * (step[1] === '-' ? -1 : 1) : -Number(ago?.[1]);
    const unit = unitOf((step ? step[3] : ago?.[2]) ?? 'd')[0];
    if (unit === 'w') return addDays(today, count * 7);
    if (unit === 'm') return addMonths(today, count);
    if (unit === 'y') return addMonths(today, count * 12);
    return addDays(today, count);
  }
  const weekday = /^(?:(next|last)\s+)?(\p{L}+)$/u.exec(text);
  const wanted = weekday && names(locale, 'weekday').get(weekday[2] ?? '');
  if (wanted === undefined || wanted === null) return undefined;
  const now = utc(today).getUTCDay();
  return weekday?.[1] === 'last' ? addDays(today, -((now - wanted + 7) % 7 || 7)) : addDays(today, (wanted - now + 7) % 7 || 7);
}

function readNamed(text: string, today: Day, locale: string): Day | undefined {
  const months = names(locale, 'month');
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]*(\p{L}+)\.?[\s,-]*(\d{4}|\d{2})?$/u.exec(text);
  const monthFirst = /^(\p{L}+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}|\d{2}))?$/u.exec(text);
  const match = dayFirst ? [dayFirst[1], dayFirst[2], dayFirst[3]] : monthFirst ? [monthFirst[2], monthFirst[1], monthFirst[3]] : undefined;
  const month = match && months.get(match[1] ?? '');
  return match && month ? valid(match[2] ? Number(match[2]) : today.year, month, Number(match[0])) : undefined;
}

function readFigures(text: string, today: Day, locale: string): Day | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2})?)?$/.exec(text);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = match[4] ? Number(match[4]) : today.year;
  // Points are the sign of languages that begin with the day, whatever the browser's.
  const monthLeads = match[2] !== '.' && order(locale).indexOf('month') < order(locale).indexOf('day');
  const [day, month] = monthLeads ? [second, first] : [first, second];
  return valid(year, month, day) ?? valid(year, day, month);
}

/** The day that a text names, as "2027-03-12". */
export function readTypedDay(typed: string, today: string, locale: string): string | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const now = readDay(today);
  if (!now || text === '') return undefined;
  const day = readRelative(text, now, locale) ?? readNamed(text, now, locale) ?? readFigures(text, now, locale) ?? readDay(typed.trim());
  return day && isoDay(day);
}

function readTime(text: string): { hours: number; minutes: number } | undefined {
  const match = /^(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  let hours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  if (match[3]) hours = (hours % 12) + (match[3] === 'pm' ? 12 : 0);
  return hours < 24 && minutes < 60 ? { hours, minutes } : undefined;
}

/** The moment that a text names, in the reader's own time zone, as an ISO instant. A day alone is its beginning. */
export function readTypedMoment(typed: string, today: string, locale: string): string | undefined {
  const text = typed.trim();
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) {
    const exact = new Date(text);
    return Number.isNaN(exact.getTime()) ? undefined : exact.toISOString();
  }
  if (text.toLowerCase() === 'now') return new Date().toISOString();
  const at = /^(.*?)[\s,T]+((?:at\s+)?\d{1,2}(?:[:.]\d{2}(?::\d{2})?)?\s*(?:am|pm)?)$/i.exec(text);
  const time = at && readTime((at[2] ?? '').toLowerCase());
  const day = readDay(readTypedDay(time ? (at[1] ?? '').replace(/,$/, '') : text, today, locale));
  if (day) return new Date(day.year, day.month - 1, day.day, time?.hours ?? 0, time?.minutes ?? 0).toISOString();
  const alone = readTime(text.toLowerCase());
  const now = readDay(today);
  return alone && now ? new Date(now.year, now.month - 1, now.day, alone.hours, alone.minutes).toISOString() : undefined;
}
