// How a computed value came about, as /api/explain tells it: of a cell, or of a formula that is no column's.
import type { CellPlace, Explanation } from './generated';
import { getJson, type QueryOf } from './http';
import { controlParameters } from './rows';

export type { Contribution, ExplainedAggregate, ExplainedCause, ExplainedCondition, ExplainedInput } from './generated';
export type { Explanation };

/** A cell by its address; each part is an id or a name. */
export type CellAddress = CellPlace;

/** A formula that is no column's: the number of a tile, a filter. */
export interface FormulaSubject {
  formula: string;
  /** What the number is called where it stands. */
  title?: string;
  /** Where it reads the columns of a row. */
  table?: string;
  row?: string;
  controls?: Record<string, string>;
}

export type Subject = CellAddress | FormulaSubject;

export const isFormulaSubject = (subject: Subject): subject is FormulaSubject => 'formula' in subject;

function parametersOf(subject: Subject): QueryOf<'explain'> {
  if (!isFormulaSubject(subject)) return { table: subject.table, row: subject.row, column: subject.column };
  const { formula, table, row, controls } = subject;
  return { formula, ...(table && row ? { table, row } : {}), ...controlParameters(controls) };
}

/** `asOf` is a past day, "2026-11-20". */
export const fetchExplanation = (subject: Subject, asOf?: string, signal?: AbortSignal): Promise<Explanation> =>
  getJson('/api/explain', { query: { ...parametersOf(subject), ...(asOf ? { asOf } : {}) }, signal });
