// Text that is pasted into a cell: its value, or the reason why it does not fit. Names of rows are looked up here where they are
// known, so that a name that leads nowhere is told before anything is written.
import type { Column } from '../../api/schema';
import type { RowLink, Value } from '../../api/values';
import { splitNames } from '../../columns/editors/parse/choice';
import { parseText, type ParseContext } from '../../columns/editors/parseText';

export type PastedCell = { value: Value } | { fault: string };

/** Finds rows of a column's target by what people call them; undefined where the names are not known here. */
export type FindRow = (target: string, name: string) => RowLink | undefined;
export interface PasteContext extends ParseContext {
  findRow?: FindRow | undefined;
}

/** Rows that names stand for; a name may hold commas itself. */
function rowsOf(text: string, find: (name: string) => RowLink | undefined): { rows: RowLink[]; missing?: string } {
  const parts = splitNames(text);
  const rows: RowLink[] = [];
  for (let at = 0; at < parts.length; ) {
    let end = parts.length;
    let row: RowLink | undefined;
    for (; end > at && !row; --end) row = find(parts.slice(at, end).join(', '));
    if (!row) return { rows, missing: parts[at] ?? '' };
    rows.push(row);
    at = end + 1;
  }
  return { rows };
}

export function parseCell(column: Column, text: string, context: PasteContext): PastedCell {
  const { findRow } = context;
  const { target } = column;
  const bare = text.trim();
  if (bare !== '' && column.writable && findRow && target && (column.storage === 'row' || column.storage === 'rows')) {
    const find = (name: string) => findRow(target, name.trim());
    const whole = find(bare);
    const { rows, missing } = whole ? { rows: [whole], missing: undefined } : rowsOf(bare, find);
    if (missing !== undefined || (column.storage === 'row' && rows.length !== 1)) return { fault: `There is no “${missing ?? bare}” to link to.` };
    return { value: column.storage === 'row' ? (rows[0] ?? null) : rows };
  }
  if (bare === '' && column.type === 'checkbox' && column.writable) return { value: false };
  const parsed = parseText(column, text, context);
  return parsed.error === undefined ? { value: parsed.value } : { fault: parsed.error };
}
