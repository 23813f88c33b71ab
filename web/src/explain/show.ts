// Values and parts of formulas as words, for places that may not know their column.
import type { Value as CellValue } from '../api/values';
import { isBlank } from '../api/values';
import type { Column } from '../api/schema';
import { formatCell, type Shape } from '../columns/format';
import { formatChange, formatCurrency, formatNumber } from '../format/number';

export function showValue(value: CellValue, shape: Shape = {}): string {
  if (isBlank(value)) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((item) => showValue(item, shape)).join(', ');
  return formatCell(shape, value);
}

/** A piece of a formula in plainer words: "[Health_Score] * 0.35" is "Health Score × 0.35". */
export const wordsOfFormula = (text: string) =>
  text
    .replace(/\[([^\]]*)\]/g, (_, name: string) => name.replaceAll('_', ' '))
    .replaceAll(' * ', ' × ')
    .replaceAll(' / ', ' ÷ ')
    .replaceAll(' - ', ' − ');

/** "[Health_Score] * 0.35": what is weighted, and by what. */
export function splitFactors(label: string): { base: string; factors: string } {
  const match = /^(.*?)((?: [*/] -?[\d.]+(?:e[+-]?\d+)?)+)$/s.exec(label);
  return match ? { base: match[1]!, factors: match[2]!.trim() } : { base: label, factors: '' };
}

/** A part of a value, or its change, with one decimal more than the value has; money whole. */
export function showPart(column: Column | undefined, value: number): string {
  return column?.type === 'currency' ? formatCurrency(value, column.currency) : formatNumber(value, decimalsOf(column, value));
}
export function showChange(column: Column | undefined, value: number): string {
  if (column?.type === 'currency') return `${value > 0 ? '+' : ''}${formatCurrency(value, column.currency)}`;
  return formatChange(value, decimalsOf(column, value));
}

const decimalsOf = (column: Column | undefined, value: number) => {
  if (column?.decimals !== undefined) return Math.min(column.decimals + 1, 6);
  return Number.isInteger(value) ? 0 : 2;
};
