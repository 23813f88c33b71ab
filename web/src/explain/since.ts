// "Since when": days of the workspace's calendar, and what the page reads to compare a value with a past one.
import { useQuery } from '@tanstack/react-query';
import { fetchHistory, type LoggedChange } from '../api/history';
import { fetchExplanation, isFormulaSubject, type CellAddress, type Explanation, type Subject } from '../api/explain';
import { checkFormula, evaluateFormula } from '../api/formula';
import { anyTable } from '../api/queries';
import { titleOf, type Column, type Schema, type Table } from '../api/schema';
import { itemsOf } from '../api/values';
import { useSchema } from '../app/schemaContext';
import { columnOf, keyOfSubject } from './subject';

/** Days ago ("30"), or a day ("2026-11-20"). */
export type Since = string;

/** The day of the workspace, some days ago: "2026-11-20". */
export function dayAgo(days: number, timeZone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
  const day = new Date(`${parts}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

export const dayOf = (since: Since, timeZone: string, now = new Date()) =>
  /^\d+$/.test(since) ? dayAgo(Number(since), timeZone, now) : since;

/** Today as the server has it: its clock may be a test's, and the browser's may be wrong. */
export function useToday(): string | undefined {
  const { data } = useQuery({
    queryKey: ['today', anyTable],
    queryFn: ({ signal }) => evaluateFormula('Today()', {}, signal),
    staleTime: 60_000,
  });
  return typeof data?.value === 'string' ? data.value.slice(0, 10) : undefined;
}

export const useExplanation = (subject: Subject, asOf?: string) =>
  useQuery({
    queryKey: ['explain', anyTable, keyOfSubject(subject), asOf ?? 'now'],
    queryFn: ({ signal }) => fetchExplanation(subject, asOf, signal),
    retry: false,
  });

// --- values that a table of snapshots keeps ---

export interface Snapshots {
  table: Table;
  key: string;
  date: string;
  value: string;
}

/**
 * A table that keeps past values of a column: it has a column of the same name, a day, and a column that has the name of a text
 * column of the table itself, by which its rows are found.
 */
export function findSnapshots(schema: Schema, cell: CellAddress): Snapshots | undefined {
  const own = schema.table(cell.table);
  const column = columnOf(schema, cell);
  if (!own || !column) return undefined;
  for (const table of schema.tables) {
    if (table === own || !schema.column(table, column.name)) continue;
    const date = table.columns.find(({ storage, computed }) => storage === 'date' && !computed);
    const key = table.columns.find(
      ({ name, storage, id }) => storage === 'text' && name !== column.name && id !== column.id && own.columns.some((mine) => mine.name === name && (mine.unique || mine.type === 'row-id')),
    );
    const links = table.columns.some(({ target }) => target !== undefined);
    if (date && key && !links) return { table, key: key.name, date: date.name, value: column.name };
  }
  return undefined;
}

export interface TrackedPoint {
  day: string;
  value: number;
}

export function useTracked(subject: Subject, from: string | undefined) {
  const schema = useSchema();
  const found = isFormulaSubject(subject) ? undefined : findSnapshots(schema, subject);
  return useQuery({
    queryKey: ['tracked', anyTable, keyOfSubject(subject), from],
    enabled: found !== undefined && from !== undefined,
    retry: false,
    queryFn: async ({ signal }): Promise<{ title: string; points: TrackedPoint[] }> => {
      const { table, key, date, value } = found as Snapshots;
      const cell = subject as CellAddress;
      const [year, month, day] = (from ?? '').split('-').map(Number);
      const rows = `Filter([${table.name}], [${key}] = thisRow.[${key}] AND [${date}] >= Date(${year}, ${month}, ${day}) - 31)`;
      const place = { table: cell.table, row: cell.row };
      const [days, values] = await Promise.all(
        [date, value].map((column) => evaluateFormula(`${rows}.[${column}]`, place, signal)),
      );
      const numbers = itemsOf(values?.value);
      const points = itemsOf(days?.value)
        .map((item, index) => ({ day: String(item).slice(0, 10), value: numbers[index] }))
        .filter((point): point is TrackedPoint => typeof point.value === 'number')
        .sort((a, b) => a.day.localeCompare(b.day));
      return { title: titleOf(table), points };
    },
  });
}

// --- the edits behind a change ---

const MOST_EXPLANATIONS = 40;
const MOST_EDITS = 1000;

const place = ({ table, row }: { table: string; row: string }) => `${table}/${row}`;

/** The rows that a value was made of, by name of the table: its own, and those below its inputs. */
async function rowsBehind(schema: Schema, tops: Explanation[], subject: Subject, signal: AbortSignal): Promise<Map<string, Set<string>>> {
  const rows = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const note = (key: string, row: string) => {
    const table = schema.table(key)?.id ?? key;
    rows.set(table, (rows.get(table) ?? new Set()).add(row));
  };
  if (!isFormulaSubject(subject)) note(subject.table, subject.row);
  let wave: Explanation[] = tops;
  for (let asked = 0; wave.length > 0; ) {
    const next: CellAddress[] = [];
    for (const { inputs, aggregates, contributions } of wave) {
      for (const { cell } of [...inputs, ...contributions]) {
        if (!cell) continue;
        note(cell.table, cell.row);
        if (columnOf(schema, cell)?.computed && !seen.has(`${place(cell)}/${cell.column}`) && asked + next.length < MOST_EXPLANATIONS) {
          seen.add(`${place(cell)}/${cell.column}`);
          next.push(cell);
        }
      }
      for (const { table, rows: listed } of aggregates) for (const { id } of listed) note(table, id);
    }
    asked += next.length;
    wave = await Promise.all(next.map((cell) => fetchExplanation(cell, undefined, signal)));
  }
  return rows;
}

/** The columns that a formula reads, itself or through other formulas: "grid-…/c-…". */
async function columnsRead(schema: Schema, formula: string, table: string | undefined, signal: AbortSignal): Promise<Set<string>> {
  const read = new Set<string>();
  let wave: { formula: string; table: string | undefined }[] = [{ formula, table }];
  while (wave.length > 0) {
    const checks = await Promise.all(wave.map((one) => checkFormula(one.formula, one.table, signal)));
    wave = [];
    for (const { reads } of checks) {
      for (const { table: key, column: name } of reads ?? []) {
        const owner = schema.table(key);
        const column: Column | undefined = owner && schema.column(owner, name);
        if (!owner || !column || read.has(`${owner.id}/${column.id}`)) continue;
        read.add(`${owner.id}/${column.id}`);
        if (column.formula) wave.push({ formula: column.formula, table: owner.id });
      }
    }
  }
  return read;
}

export interface EditsBehind {
  edits: LoggedChange[];
  /** More was written since than was looked through. */
  cut: boolean;
}

export function useEditsBehind(subject: Subject, before: Explanation | undefined, after: Explanation | undefined) {
  const schema = useSchema();
  return useQuery({
    queryKey: ['edits behind', anyTable, keyOfSubject(subject), before?.sequence, after?.sequence],
    enabled: before !== undefined && after !== undefined,
    queryFn: async ({ signal }): Promise<EditsBehind> => {
      const table = isFormulaSubject(subject) ? subject.table : subject.table;
      const [rows, columns] = await Promise.all([
        rowsBehind(schema, [before!, after!], subject, signal),
        columnsRead(schema, after!.formula, table, signal),
      ]);
      const logs = await Promise.all(
        [...rows.keys()].map((key) => fetchHistory({ table: key, after: before!.sequence, limit: MOST_EDITS }, signal)),
      );
      const edits = logs
        .flatMap(({ items }) => items)
        .filter((edit) => !edit.computed && rows.get(edit.table)?.has(edit.row) && (!edit.column || columns.has(`${edit.table}/${edit.column}`)))
        .sort((a, b) => b.sequence - a.sequence);
      return { edits, cut: logs.some(({ items }) => items.length === MOST_EDITS) };
    },
  });
}
