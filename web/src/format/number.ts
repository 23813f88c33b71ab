// Numbers as people read them, in the browser's own locale. Nothing here throws: a value that is not a number shows as
// nothing.

const locale = () => (typeof navigator === 'undefined' ? 'en' : navigator.language || 'en');

const formatters = new Map<string, Intl.NumberFormat>();
function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale(), options);
    formatters.set(key, found);
  }
  return found;
}

/** A number out of whatever a cell holds: 12, "12", "$1,234.50"; undefined for anything else. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const bare = value.replace(/[\s,$€£%]/g, '');
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(bare)) return undefined;
  return Number(bare);
}

export const formatNumber = (value: number, decimals = 0) =>
  formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** "1 row", "2,000 rows". */
export const counted = (count: number, one: string) => `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

/** As many decimals as the number needs, four at most. */
export const formatAny = (value: number) => formatter({ maximumFractionDigits: 4 }).format(value);

/** With its sign: "+2.1", "−0.4", "0.0". */
export const formatChange = (value: number, decimals = 1) =>
  formatter({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero',
  }).format(value);

export const formatCurrency = (value: number, currency = 'USD') =>
  formatter({ style: 'currency', currency, maximumFractionDigits: 0 }).format(value);

/** "$12.4M": for totals; show the full amount beside or behind it. */
export const formatCurrencyShort = (value: number, currency = 'USD') =>
  formatter({ style: 'currency', currency, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(value);
