// What the grid writes, from a selection to a plan: nothing here is sent; the shell asks about what does not fit and sends the rest.
import type { EditAction } from '../api/edits';
import type { Row } from '../api/rows';
import type { Column, Table } from '../api/schema';
import { isBlank, type Value } from '../api/values';
import { planPaste, planValues, type Plan } from './model/changes';
import { copyText, type Block } from './model/clipboard';
import { filled } from './model/fill';
import { parseCell, type PasteContext } from './model/parseCell';

/** A value of one column for another: as it is between columns of one kind, through its text otherwise. */
export function valueFor(from: Column, to: Column, value: Value, context: PasteContext): Value | undefined {
  if (from.id === to.id || (from.storage === to.storage && from.type === to.type && from.target === to.target && !to.options)) return value;
  const parsed = parseCell(to, copyText(from, value), context);
  return 'value' in parsed ? parsed.value : undefined;
}

/** Downwards or upwards: `rows` are all rows, `first` the first of the source among them. */
export function planFillLines(table: Table, rows: Row[], columns: Column[], first: number, count: number): Plan {
  const source = rows.slice(first, first + count);
  const outside = rows.map((row, line) => ({ row, line })).filter(({ line }) => line < first || line >= first + count);
  return planValues(table.id, outside.map(({ row }) => row), columns, (index, column) => {
    const values = source.map((row) => row.values[columns[column]?.id ?? ''] ?? null);
    return filled(values, (outside[index]?.line ?? 0) - first);
  });
}

/** To the right or left: `columns` are all columns, `first` the first of the source among them. */
export function planFillColumns(table: Table, rows: Row[], columns: Column[], first: number, count: number, context: PasteContext): Plan {
  return planValues(table.id, rows, columns, (line, at) => {
    if (at >= first && at < first + count) return undefined;
    const from = columns[first + ((((at - first) % count) + count) % count)];
    const to = columns[at];
    return from && to ? valueFor(from, to, rows[line]?.values[from.id] ?? null, context) : undefined;
  });
}

/** Clears what can be cleared; a checkbox becomes empty. */
export const planClear = (table: Table, rows: Row[], columns: Column[]): Plan =>
  planValues(table.id, rows, columns, (line, at) => {
    const column = columns[at];
    if (!column || isBlank(rows[line]?.values[column.id])) return undefined;
    return column.type === 'checkbox' ? false : null;
  });

export { planPaste, planValues };

export const blockOf = (rows: Row[], columns: Column[]): Block =>
  rows.map((row) => columns.map((column) => copyText(column, row.values[column.id])));

export const deletions = (table: Table, rows: { id: string }[]): EditAction[] => rows.map(({ id }) => ({ delete: { table: table.id, row: id } }));

/** Copies of rows; a text that must be unique says that it is a copy. */
export function copies(table: Table, rows: Row[]): EditAction[] {
  return rows.map((row) => {
    const cells: Record<string, Value> = {};
    for (const column of table.columns) {
      const value = row.values[column.id];
      if (!column.writable || isBlank(value)) continue;
      if (column.unique && column.storage !== 'text') continue;
      cells[column.id] = column.unique ? `${String(value)} (copy)` : (value as Value);
    }
    return { write: { table: table.id, cells } };
  });
}

/** Columns that must be filled before a row can be made. */
export const neededFor = (table: Table, cells: Record<string, Value>): Column[] =>
  table.columns.filter(({ id, required, default: usual, writable }) => required && writable && usual === undefined && isBlank(cells[id]));
