// What can be told about a column as a whole, and about the cells that are selected.
import type { Aggregate } from '../../api/rows';
import type { Column } from '../../api/schema';
import { isBlank, type Value } from '../../api/values';
import { formatCell, formatShort } from '../../columns/format';

export const aggregateTitles: Record<Aggregate, string> = {
  sum: 'Sum',
  average: 'Average',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  count: 'Filled',
  blank: 'Blank',
  unique: 'Different',
  checked: 'Checked',
};

export function aggregatesOf({ storage, type }: Column): Aggregate[] {
  if (storage === 'none') return [];
  if (storage === 'number') return ['sum', 'average', 'median', 'min', 'max', 'count', 'blank', 'unique'];
  if (storage === 'date' || storage === 'instant') return ['min', 'max', 'count', 'blank', 'unique'];
  if (type === 'checkbox') return ['checked', 'count', 'blank'];
  return ['count', 'blank', 'unique'];
}

/** An aggregate of a column in short and in full. */
export function showAggregate(column: Column, kind: Aggregate, value: Value | undefined): { short: string; full: string } {
  if (isBlank(value)) return { short: '', full: '' };
  const counts = kind === 'count' || kind === 'blank' || kind === 'unique' || kind === 'checked';
  if (counts || typeof value !== 'number') {
    const full = counts ? formatCell({}, value) : formatCell(column, value);
    return { short: full, full };
  }
  return { short: formatShort(column, value), full: formatCell(column, value) };
}

export interface CellsSummary {
  cells: number;
  filled: number;
  numbers: number;
  sum: number;
  average: number | undefined;
}

/** Count, sum and average of cells. */
export function summarize(values: Iterable<Value | undefined>): CellsSummary {
  const found: CellsSummary = { cells: 0, filled: 0, numbers: 0, sum: 0, average: undefined };
  for (const value of values) {
    ++found.cells;
    if (isBlank(value)) continue;
    ++found.filled;
    if (typeof value !== 'number') continue;
    ++found.numbers;
    found.sum += value;
  }
  if (found.numbers > 0) found.average = found.sum / found.numbers;
  return found;
}
