// How a computed value came about, as /api/explain tells it.
import type { Value as CellValue } from './values';
import { getJson } from './http';

/** A cell by its address; each part is an id or a name. */
export interface CellAddress {
  table: string;
  row: string;
  column: string;
}

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
}

export interface Explanation {
  formula: string;
  value: CellValue;
  computed: CellValue;
  overridden: boolean;
  reason: string;
  inputs: ExplainedInput[];
  aggregates: ExplainedAggregate[];
  contributions: Contribution[];
}

/** An answer with every part in place; a part that adds nothing in numbers is left out. */
export function readExplanation(answer: Partial<Explanation>): Explanation {
  return {
    formula: answer.formula ?? '',
    value: answer.value ?? null,
    computed: answer.computed ?? null,
    overridden: answer.overridden ?? false,
    reason: answer.reason ?? '',
    inputs: answer.inputs ?? [],
    aggregates: answer.aggregates ?? [],
    contributions: (answer.contributions ?? []).filter(({ value }) => typeof value === 'number'),
  };
}

export async function fetchExplanation(cell: CellAddress, signal?: AbortSignal): Promise<Explanation> {
  return readExplanation(await getJson<Partial<Explanation>>(`/api/explain?${new URLSearchParams({ ...cell })}`, signal));
}
