// What is tried, in the address, so that a scratch pad can be shared and kept.
import type { WhatIf } from '../api/whatIf';
import type { Value } from '../api/values';

export interface TriedCell {
  table: string;
  row: string;
  /** Of the row when it was picked. */
  name: string;
  column: string;
  value: Value;
}

export interface Draft {
  cells?: TriedCell[];
  /** By "grid-…/c-…". */
  formulas?: Record<string, string>;
  amendments?: Record<string, boolean>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part that is not understood is left out. */
export function readDraft(value: unknown): Draft {
  if (!isRecord(value)) return {};
  const { cells, formulas, amendments } = value;
  const draft: Draft = {};
  if (Array.isArray(cells)) {
    draft.cells = cells.filter((cell): cell is TriedCell => isRecord(cell) && ['table', 'row', 'column'].every((key) => typeof cell[key] === 'string'));
  }
  if (isRecord(formulas)) draft.formulas = Object.fromEntries(Object.entries(formulas).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  if (isRecord(amendments)) draft.amendments = Object.fromEntries(Object.entries(amendments).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
  return draft;
}

export const isEmpty = ({ cells, formulas, amendments }: Draft) =>
  (cells?.length ?? 0) + Object.keys(formulas ?? {}).length + Object.keys(amendments ?? {}).length === 0;

export const questionOf = ({ cells = [], formulas = {}, amendments = {} }: Draft): WhatIf => ({
  edits: cells.map(({ table, row, column, value }) => ({ table, row, column, value })),
  formulas: Object.entries(formulas).map(([place, formula]) => {
    const [table = '', column = ''] = place.split('/');
    return { table, column, formula };
  }),
  amendments: Object.entries(amendments).map(([id, on]) => ({ id, on })),
  limit: 0,
});
