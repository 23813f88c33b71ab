// How a computed value came about, as /api/explain tells it: of a cell, or of a formula that is no column's.
import type { Value as CellValue } from './values';
import { getJson } from './http';

/** A cell by its address; each part is an id or a name. */
export interface CellAddress {
  table: string;
  row: string;
  column: string;
}

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

export interface ExplainedInput {
  text: string;
  value: CellValue;
  cell?: CellAddress;
}

export interface ExplainedAggregate {
  text: string;
  value: CellValue;
  table: string;
  column: string; // what is aggregated; "" when rows are counted
  rowCount: number;
  rows: ExplainedRow[]; // the first of them
  values: CellValue[];
}

export interface ExplainedRow {
  id: string;
  name: string;
}

export interface Contribution {
  label: string;
  value: number;
  cell?: CellAddress;
  /** It stands for so many parts that are not listed. */
  others?: number;
}

export interface UnknownPart {
  label: string;
  cell?: CellAddress;
}

/** What an If or a Switch asked; null where the answer is not known. */
export interface Condition {
  text: string;
  value: boolean | null;
  taken: boolean;
  result: string;
  terms: { text: string; value: boolean | null }[];
}

export interface Cause {
  text: string;
  words: string;
  cell?: CellAddress;
}

export interface Explanation {
  rowName: string;
  formula: string;
  value: CellValue;
  computed: CellValue;
  overridden: boolean;
  reason: string;
  inputs: ExplainedInput[];
  aggregates: ExplainedAggregate[];
  contributions: Contribution[];
  unknown: UnknownPart[];
  conditions: Condition[];
  causes: Cause[];
  /** The first day that can be looked back to. */
  logBegins: string;
  sequence: number;
}

/** An answer with every part in place; a part that adds nothing in numbers is left out. */
export function readExplanation(answer: Partial<Explanation>): Explanation {
  return {
    rowName: answer.rowName ?? '',
    formula: answer.formula ?? '',
    value: answer.value ?? null,
    computed: answer.computed ?? null,
    overridden: answer.overridden ?? false,
    reason: answer.reason ?? '',
    inputs: answer.inputs ?? [],
    aggregates: answer.aggregates ?? [],
    contributions: (answer.contributions ?? []).filter(({ value }) => typeof value === 'number'),
    unknown: answer.unknown ?? [],
    conditions: answer.conditions ?? [],
    causes: answer.causes ?? [],
    logBegins: answer.logBegins ?? '',
    sequence: answer.sequence ?? 0,
  };
}

/** `asOf` is a past day, "2026-11-20". */
export async function fetchExplanation(subject: Subject, asOf?: string, signal?: AbortSignal): Promise<Explanation> {
  const params = new URLSearchParams();
  if (isFormulaSubject(subject)) {
    params.set('formula', subject.formula);
    if (subject.table && subject.row) {
      params.set('table', subject.table);
      params.set('row', subject.row);
    }
    for (const [name, value] of Object.entries(subject.controls ?? {})) params.set(`control.${name}`, value);
  } else {
    for (const part of ['table', 'row', 'column'] as const) params.set(part, subject[part]);
  }
  if (asOf) params.set('asOf', asOf);
  return readExplanation(await getJson<Partial<Explanation>>(`/api/explain?${params}`, signal));
}
