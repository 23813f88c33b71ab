// Numbers as people write them: "1,250.5", "1.250,5", "$1.2M", "(300)", "12 %", "−4". Pure.

/** The signs that the language groups and divides digits with. */
function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { group: of('group', ','), decimal: of('decimal', '.') };
}

const scales: Record<string, number> = { k: 1e3, m: 1e6, mn: 1e6, mio: 1e6, b: 1e9, bn: 1e9, mrd: 1e9, t: 1e12 };

/** Digits with points and commas, in which either may be the decimal sign. */
function readDigits(text: string, locale: string): number | undefined {
  if (!/^[\d.,]+$/.test(text) || !/\d/.test(text)) return undefined;
  const [points, commas] = [text.split('.').length - 1, text.split(',').length - 1];
  let decimal = '';
  if (points > 0 && commas > 0) {
    decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  } else if (points + commas > 0) {
    const sign = points > 0 ? '.' : ',';
    const grouped = new RegExp(`^\\d{1,3}((\\${sign}\\d{2})+|(\\${sign}\\d{3})*)\\${sign}\\d{3}$`).test(text);
    // "1,250" is a thousand in English and one and a quarter in German; "12,5" can only be twelve and a half.
    const divides = sign === separators(locale).decimal ? points + commas === 1 : !grouped && points + commas === 1;
    if (divides) decimal = sign;
    else if (!grouped) return undefined;
  }
  const group = decimal === '.' ? ',' : decimal === ',' ? '.' : points > 0 ? '.' : ',';
  const [whole = '', fraction, ...more] = decimal ? text.split(decimal) : [text];
  if (more.length > 0 || fraction?.includes(group)) return undefined;
  if (whole.includes(group) && !new RegExp(`^\\d{1,3}(\\${group}\\d{2,3})*\\${group}\\d{3}$`).test(whole)) return undefined;
  return Number(`${whole.replaceAll(group, '') || '0'}.${fraction || '0'}`);
}

let currencies: ReadonlySet<string> | undefined;

/** "USD1200" and "1200USD" are 1200. */
function withoutCurrency(text: string): string {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  const [, sign = '', before = '', digits = '', behind = ''] = /^([+-]?)([A-Z]{3})?([^A-Z].*?)([A-Z]{3})?$/.exec(text) ?? [];
  const code = before || behind;
  return code && currencies.has(code) ? `${sign}${digits}` : text;
}

export interface ReadNumber {
  value: number;
  /** The text said "%". */
  percent: boolean;
}

/** `unit` is what the column shows behind its numbers, and may be written too. */
export function readTypedNumber(typed: string, locale: string, unit = ''): ReadNumber | undefined {
  let text = typed.trim().replace(/[\u2212\u2013]/g, '-').replace(/[\s\u00a0\u202f'’]/g, '');
  const bare = unit.replace(/\s/g, '');
  const percent = text.includes('%');
  text = text.replace('%', '');
  if (bare && text.toLowerCase().endsWith(bare.toLowerCase())) text = text.slice(0, -bare.length);
  let sign = 1;
  const brackets = /^\((.*)\)$/.exec(text);
  if (brackets) [sign, text] = [-1, brackets[1] ?? ''];
  text = withoutCurrency(text.replace(/\p{Sc}/u, ''));
  if (/^[+-]/.test(text)) {
    if (text.startsWith('-')) sign = -sign;
    text = text.slice(1).replace(/\p{Sc}/u, '');
  }
  const scientific = /^\d+(\.\d+)?e[+-]?\d+$/i.test(text);
  const scaled = /^([\d.,]+)([a-z]+)$/i.exec(text);
  const scale = scaled ? scales[(scaled[2] ?? '').toLowerCase()] : 1;
  if (!scientific && scale === undefined) return undefined;
  const digits = scientific ? Number(text) : readDigits(scaled ? (scaled[1] ?? '') : text, locale);
  if (digits === undefined || !Number.isFinite(digits)) return undefined;
  // 1.2M is 1200000 and not 1199999.9999999998.
  const value = Number((sign * digits * (scale ?? 1)).toPrecision(15));
  return { value: value === 0 ? 0 : value, percent };
}

const days: Record<string, number> = { y: 365, mo: 30, w: 7, d: 1, h: 1 / 24, hr: 1 / 24, min: 1 / 1440, m: 1 / 1440, s: 1 / 86_400 };
const longNames: Record<string, string> = {
  year: 'y', years: 'y', month: 'mo', months: 'mo', week: 'w', weeks: 'w', day: 'd', days: 'd', hour: 'h', hours: 'h', hrs: 'h',
  minute: 'min', minutes: 'min', mins: 'min', second: 's', seconds: 's', sec: 's',
};

/** Days: "3", "2w", "1d 12h", "90 minutes", "1:30". */
export function readDuration(typed: string, locale: string): number | undefined {
  const text = typed.trim().toLowerCase();
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return Number(clock[1]) / 24 + Number(clock[2]) / 1440 + Number(clock[3] ?? 0) / 86_400;
  const parts = [...text.matchAll(/([\d.,]+)\s*([a-z]+)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('').replace(/\s/g, '') !== text.replace(/\s|and/g, '')) {
    return readTypedNumber(typed, locale)?.value;
  }
  let sum = 0;
  for (const [, digits = '', word = ''] of parts) {
    const amount = readDigits(digits, locale);
    const size = days[longNames[word] ?? word];
    if (amount === undefined || size === undefined) return undefined;
    sum += amount * size;
  }
  return sum;
}
