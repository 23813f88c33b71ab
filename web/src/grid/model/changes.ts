// Changes of many cells, planned before anything is written: which rows get which values, and which cells do not fit and why.
import type { EditAction } from '../../api/edits';
import type { Row } from '../../api/rows';
import { titleOf, type Column } from '../../api/schema';
import { isBlank, sameValue, type Value } from '../../api/values';
import type { Block } from './clipboard';
import { whyReadOnly } from '../../columns/editors/parseText';
import { parseCell, type PasteContext } from './parseCell';

export interface Misfit {
  row: string; // what people call it
  column: string;
  reason: string;
}

export interface Plan {
  actions: EditAction[];
  misfits: Misfit[];
  cells: number;
  /** Rows that will be new. */
  added: number;
}

/** So many cells are sent with what was there before, so that somebody else's change between is noticed. */
const guarded = 500;

export class Planner {
  private readonly plan: Plan = { actions: [], misfits: [], cells: 0, added: 0 };

  constructor(private readonly table: string) {}

  /** One row; undefined where there is none yet. */
  write(row: Row | undefined, cells: [Column, Value][]) {
    const changed = cells.filter(([column, value]) => !row || !sameValue(row.values[column.id], value));
    if (changed.length === 0 && row) return;
    const { plan } = this;
    plan.cells += changed.length;
    if (!row) ++plan.added;
    const values = Object.fromEntries(changed.map(([column, value]) => [column.id, value]));
    const expected = row && plan.cells <= guarded ? { expected: Object.fromEntries(changed.map(([{ id }]) => [id, row.values[id] ?? null])) } : {};
    plan.actions.push({ write: { table: this.table, ...(row ? { row: row.id } : {}), cells: values, ...expected } });
  }

  misfit(row: string, column: Column, reason: string) {
    this.plan.misfits.push({ row, column: titleOf(column), reason });
  }

  get done(): Plan {
    return this.plan;
  }
}

/** Each cell of the rows gets what `valueOf` gives; undefined leaves it as it is. */
export function planValues(table: string, rows: Row[], columns: Column[], valueOf: (line: number, column: number) => Value | undefined): Plan {
  const planner = new Planner(table);
  rows.forEach((row, line) => {
    const cells: [Column, Value][] = [];
    columns.forEach((column, index) => {
      const value = valueOf(line, index);
      if (value === undefined) return;
      const locked = whyReadOnly(column);
      if (locked !== undefined) planner.misfit(row.name, column, locked);
      else if (column.required && isBlank(value)) planner.misfit(row.name, column, 'It is needed and cannot be blank.');
      else cells.push([column, value]);
    });
    planner.write(row, cells);
  });
  return planner.done;
}

/** A block of text over rows and columns, again and again when they are more than the block; with more lines than rows, new ones. */
export function planPaste(table: string, block: Block, rows: Row[], columns: Column[], lines: number, context: PasteContext): Plan {
  const planner = new Planner(table);
  for (let line = 0; line < lines; ++line) {
    const row = rows[line];
    const name = row?.name || `New row ${line - rows.length + 1}`;
    const source = block[line % block.length] ?? [];
    const cells: [Column, Value][] = [];
    columns.forEach((column, index) => {
      const text = source[index % source.length] ?? '';
      const parsed = parseCell(column, text, context);
      if ('value' in parsed) cells.push([column, parsed.value]);
      else if (row || column.writable) planner.misfit(name, column, parsed.fault);
    });
    if (row || cells.some(([, value]) => value !== null)) planner.write(row, cells);
  }
  return planner.done;
}
