// A typed or pasted text as the value of a column, and a value as the text to begin typing with. Pure: the same text in the
// same language on the same day is the same value.
import { titleOf, type Column } from '../../api/schema';
import { isBlank, type Value } from '../../api/values';
import { formatCell } from '../format';
import { editorOf } from './all';
import { accept, refuse, type ParseContext, type Parsed } from './parse/parsed';

export type { ParseContext, Parsed } from './parse/parsed';

/** Why nobody can type into the column; undefined when one can. */
export function whyReadOnly(column: Column): string | undefined {
  if (column.writable && editorOf(column)) return undefined;
  if (column.readOnlyReason) return column.readOnlyReason;
  if (column.computed || column.formula) return 'Computed: change what it is computed from.';
  return 'Filled in by the system.';
}

export function parseText(column: Column, text: string, context?: ParseContext): Parsed {
  const locked = whyReadOnly(column);
  if (locked) return refuse(`${titleOf(column)} cannot be written. ${locked}`);
  if (text.trim() === '') return blankOf(column);
  return editorOf(column)?.parse(column, text, context) ?? refuse('This column cannot be written.');
}

/** Blank, where the column may be. */
export const blankOf = (column: Column): Parsed =>
  column.required ? refuse(`${titleOf(column)} is needed; it cannot be blank.`) : accept(null);

/** What an editor begins with. */
export function writeText(column: Column, value: Value | undefined, context?: ParseContext): string {
  if (isBlank(value)) return '';
  return editorOf(column)?.write?.(column, value, context) ?? formatCell(column, value);
}
