// Any value of a cell as words, for places that don't know its column.
import type { CellValue } from '../api/rows';
import { formatDay, readDay } from '../format/date';
import { formatAny } from '../format/number';

export function showValue(value: CellValue): string {
  if (value === null || value === '') return 'not known';
  if (typeof value === 'number') return formatAny(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(showValue).join(', ');
  const day = /^\d{4}-\d{2}-\d{2}(T00:00|$)/.test(value) ? readDay(value) : undefined;
  return day ? formatDay(day) : value;
}

/** A piece of a formula in plainer words: "[Health_Score] * 0.35" is "Health Score × 0.35". */
export const wordsOfFormula = (text: string) =>
  text
    .replace(/\[([^\]]*)\]/g, (_, name: string) => name.replaceAll('_', ' '))
    .replaceAll(' * ', ' × ')
    .replaceAll(' - ', ' − ');
