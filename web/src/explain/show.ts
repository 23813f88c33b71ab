// Any value of a cell as words, for places that don't know its column.
import type { Value as CellValue } from '../api/values';
import { isBlank } from '../api/values';
import { formatCell } from '../columns/format';

export function showValue(value: CellValue): string {
  if (isBlank(value)) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((item) => showValue(item)).join(', ');
  return formatCell({}, value);
}

/** A piece of a formula in plainer words: "[Health_Score] * 0.35" is "Health Score × 0.35". */
export const wordsOfFormula = (text: string) =>
  text
    .replace(/\[([^\]]*)\]/g, (_, name: string) => name.replaceAll('_', ' '))
    .replaceAll(' * ', ' × ')
    .replaceAll(' - ', ' − ');
