// What a cell holds, as the API writes it; all of it can be written back.
import type { CellError, CellItem, CellValue, FileLink, RowLink } from './generated';

export type { FileLink, RowLink };
export type Scalar = CellItem;
export type Value = CellValue;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isRowLink = (value: unknown): value is RowLink => isObject(value) && typeof value.rowId === 'string';
export const isFileLink = (value: unknown): value is FileLink =>
  isObject(value) && typeof value.id === 'string' && typeof value.size === 'number';
export const isCellError = (value: unknown): value is CellError => isObject(value) && typeof value.error === 'string';

/** Nothing is known: blank, an empty text or an empty list. */
export const isBlank = (value: Value | undefined): value is null | undefined =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The items of a list; a single value is a list of one, a blank one of none. */
export const itemsOf = (value: Value | undefined): Scalar[] =>
  isBlank(value) ? [] : Array.isArray(value) ? value : [value as Scalar];

/** Whether two values are the same, whatever a row is called by now. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  }
  if (isRowLink(a) && isRowLink(b)) return a.rowId === b.rowId;
  return isObject(a) && isObject(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}
