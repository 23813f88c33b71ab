// Any cell as text, by its column: the same value reads the same in a grid, on a card, in a chart's tip and on paper.
// Nothing here throws: a value that does not fit its column is shown as it is.
import type { Column } from '../api/schema';
import { isBlank, isCellError, isFileLink, isRowLink, type Scalar, type Value } from '../api/values';
import { formatDay, formatMoment, readDay } from '../format/date';
import { formatAny, formatCurrency, formatCurrencyShort, formatNumber } from '../format/number';

/** What decides how a value looks; every column has these, and so have tiles and summaries. */
export type Shape = Pick<Column, 'decimals' | 'suffix' | 'currency'> & { type?: string; storage?: string };

export function formatNumberOf({ type, decimals, suffix, currency }: Shape, value: number): string {
  if (type === 'currency') return formatCurrency(value, currency);
  const text = decimals === undefined ? formatAny(value) : formatNumber(value, decimals);
  const unit = suffix ?? (type === 'percent' ? '%' : undefined);
  return unit ? `${text} ${unit}` : text;
}

/** Shorter where there is little room: "$12.4M", "1.2M". The full number belongs in a title beside it. */
export function formatShort(shape: Shape, value: number): string {
  if (shape.type === 'currency') return formatCurrencyShort(value, shape.currency);
  return Math.abs(value) >= 100_000 ? formatCompact(value) : formatNumberOf(shape, value);
}

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const formatCompact = (value: number) => compact.format(value);

function formatScalar(shape: Shape, value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'number') return formatNumberOf(shape, value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (isRowLink(value) || isFileLink(value)) return value.name;
  if (isCellError(value)) return value.error;
  if (typeof value !== 'string') return '';
  if (shape.storage === 'text' || shape.storage === 'texts') return value;
  if (shape.storage === 'instant' || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return formatMoment(value) || value;
  if (shape.storage === 'date' || /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = readDay(value);
    return day ? formatDay(day) : value;
  }
  return value;
}

export function formatCell(shape: Shape, value: Value | undefined): string {
  if (isBlank(value)) return '';
  if (Array.isArray(value)) return value.map((item) => formatScalar(shape, item)).join(', ');
  return formatScalar(shape, value as Scalar);
}

/** Numbers and dates stand to the right, so that their digits line up. */
export const isNumeric = ({ storage, type }: Shape) =>
  storage === 'number' || storage === 'date' || storage === 'instant' || type === 'number' || type === 'currency' || type === 'percent';
