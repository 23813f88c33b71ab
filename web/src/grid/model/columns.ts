// The columns of a grid as they stand on the screen: which, in which order, how wide, where. Pixels are CSS pixels.
import type { Column } from '../../api/schema';
import { isNumeric } from '../../columns/format';

export interface GridColumn {
  column: Column;
  index: number;
  /** From the left edge of the first column, behind the gutter. */
  left: number;
  width: number;
  frozen: boolean;
  numeric: boolean;
}

export interface ColumnPlan {
  columns: GridColumn[];
  gutter: number;
  width: number; // of all, with the gutter
  frozenWidth: number; // of the gutter and the frozen columns
}

export const minimumWidth = 56;
export const maximumWidth = 900;

const widthsByType: Record<string, number> = {
  checkbox: 88,
  slider: 150,
  scale: 130,
  canvas: 260,
  files: 160,
  'multi-relation': 220,
  'multi-person': 200,
  'multi-select': 200,
  relation: 170,
  person: 150,
  'date-time': 160,
  'created-at': 160,
  'modified-at': 160,
};

/** Wide enough for what the type usually holds and for the beginning of the title. */
export function usualWidth(column: Column, display: boolean, narrow = false): number {
  if (display) return narrow ? 150 : 220;
  const byType = widthsByType[column.type];
  if (byType) return byType;
  const words = (column.title ?? column.name).length * 7.4 + 52;
  const base = column.storage === 'number' ? 110 : column.storage === 'date' ? 120 : 160;
  return Math.round(Math.min(220, Math.max(base, words)));
}

export function planColumns(columns: Column[], widths: Record<string, number>, frozen: number, display: string | undefined, narrow = false): ColumnPlan {
  const gutter = narrow ? 40 : 60;
  let left = 0;
  const planned = columns.map((column, index): GridColumn => {
    const width = clampWidth(widths[column.id] ?? usualWidth(column, column.id === display, narrow));
    const place = { column, index, left, width, frozen: index < frozen, numeric: isNumeric(column) };
    left += width;
    return place;
  });
  const frozenWidth = planned.reduce((sum, { frozen: stays, width }) => sum + (stays ? width : 0), gutter);
  return { columns: planned, gutter, width: gutter + left, frozenWidth };
}

export const clampWidth = (width: number) => Math.round(Math.min(maximumWidth, Math.max(minimumWidth, width)));

/** The columns that are to be drawn between two places (measured as `left` is), besides the frozen ones: first and behind the last. */
export function columnsBetween({ columns }: ColumnPlan, from: number, to: number): [number, number] {
  let first = 0;
  while (first < columns.length && (columns[first]?.left ?? 0) + (columns[first]?.width ?? 0) <= from) ++first;
  let last = first;
  while (last < columns.length && (columns[last]?.left ?? 0) < to) ++last;
  return [first, last];
}
