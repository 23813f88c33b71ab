// The fields of a form for a new row, and what it begins with. Pure.
import type { Column, Table } from '../../api/schema';
import { isBlank, type Value } from '../../api/values';
import { whyReadOnly } from '../../columns/editors/parseText';

export interface Section {
  title: string | undefined;
  columns: Column[];
}

/** The columns that can be written, by section; only those asked for when some are, in the order asked. */
export function formSections(table: Table, wanted?: string[]): Section[] {
  const asked = wanted?.flatMap((key) => table.columns.find(({ id, name }) => id === key || name === key) ?? []);
  const columns = (asked?.length ? asked : table.columns).filter((column) => whyReadOnly(column) === undefined);
  // What must be filled in and was not asked for would make every submission fail.
  for (const column of table.columns) {
    if (column.required && column.default === undefined && !columns.includes(column) && whyReadOnly(column) === undefined) columns.push(column);
  }
  const sections = new Map<string | undefined, Column[]>();
  for (const column of columns) {
    const title = asked?.length ? undefined : column.section;
    const section = sections.get(title);
    if (section) section.push(column);
    else sections.set(title, [column]);
  }
  return [...sections].map(([title, of]) => ({ title, columns: of }));
}

/** A default that is a plain value can be shown; a formula is left to the server. */
export function literalDefault({ default: formula, storage }: Column): Value {
  if (formula === undefined) return null;
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(formula.trim());
  if (text) return (text[1] ?? '').replace(/\\(.)/g, '$1');
  if (/^-?\d+(\.\d+)?$/.test(formula.trim())) return Number(formula);
  if (storage === 'boolean' && /^(true|false)$/i.test(formula.trim())) return formula.trim().toLowerCase() === 'true';
  return null;
}

/** What the address says about a cell, as its column holds it; rows by their id, with the name where it is known. */
export function knownValue(column: Column, text: string, nameOf: (row: string) => string | undefined): Value {
  switch (column.storage) {
    case 'row':
      return { rowId: text, name: nameOf(text) ?? text };
    case 'rows':
      return text.split(',').map((row) => ({ rowId: row, name: nameOf(row) ?? row }));
    case 'texts':
      return text.split(',');
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'boolean':
      return text === 'true';
    default:
      return text;
  }
}

export const missing = (columns: Column[], values: Record<string, Value>): Column[] =>
  columns.filter((column) => column.required && column.default === undefined && isBlank(values[column.id]));

/** The server's words by column; what belongs to no field is told for the whole form. */
export function errorsByColumn(
  columns: Column[],
  errors: { path: string; message: string }[],
): { fields: Record<string, string>; other: string[] } {
  const fields: Record<string, string> = {};
  const other: string[] = [];
  for (const { path, message } of errors) {
    const key = path.replace(/^.*?\.cells\./, '').replace(/\[\d+\]$/, '');
    const column = columns.find(({ id, name }) => id === key || name === key || path.endsWith(`.${id}`) || path.endsWith(`.${name}`));
    if (column) fields[column.id] = message;
    else other.push(message);
  }
  return { fields, other };
}
