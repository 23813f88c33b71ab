// The formula on real rows, while it is typed: what each row has now, and what it would have.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { evaluateForRows, type FormulaValues } from '../api/formula';
import { fetchRowPage, type Row } from '../api/rows';
import { titleOf, type Column, type Table } from '../api/schema';
import { isBlank, isCellError, sameValue, type Value } from '../api/values';
import { RecordLink } from '../app/RecordLink';
import { showValue } from '../explain/show';
import classes from './Preview.module.css';

const ROWS = 6;
type Result = FormulaValues['values'][number];

interface Props {
  table: Table;
  column: Column | undefined;
  formula: string;
  /** The server has found it to make sense. */
  ok: boolean;
}

export function Preview({ table, column, formula, ok }: Props) {
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const [settled] = useDebouncedValue(formula, 250);
  const rows = useQuery({
    queryKey: ['rows', table.id, 'preview', typed],
    queryFn: ({ signal }) => fetchRowPage(table.id, searchQuery(table, typed), 0, ROWS, signal),
  });
  const found = rows.data?.rows ?? [];
  const values = useQuery({
    queryKey: ['preview', '*', table.id, settled, found.map(({ id }) => id)],
    enabled: ok && settled === formula && found.length > 0,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => evaluateForRows(settled, table.id, found.map(({ id }) => id), signal),
  });
  return (
    <section aria-label="Preview">
      <div className={classes.head}>
        <h3 className={classes.heading}>On real rows</h3>
        <input
          type="search"
          className={classes.search}
          aria-label={`Rows of ${titleOf(table)} for the preview`}
          placeholder="Other rows…"
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th scope="col">{titleOf(table)}</th>
            <th scope="col">Now</th>
            <th scope="col">With this formula</th>
          </tr>
        </thead>
        <tbody>
          {found.map((row, index) => (
            <PreviewRow key={row.id} table={table} column={column} row={row} result={ok ? values.data?.values[index] : undefined} />
          ))}
        </tbody>
      </table>
      {rows.data && found.length === 0 && <p className={classes.note}>No row of {titleOf(table)} fits.</p>}
      {values.error && <p className={classes.note}>{values.error.message}</p>}
    </section>
  );
}

function PreviewRow({ table, column, row, result }: { table: Table; column: Column | undefined; row: Row; result: Result | undefined }) {
  const before = column ? (row.values[column.id] ?? null) : null;
  const after = result?.value;
  const changed = result !== undefined && column !== undefined && !sameText(before, after ?? null);
  return (
    <tr data-changed={changed || undefined}>
      <th scope="row">
        <RecordLink table={table.id} row={row.id} className={classes.record}>
          {row.name || row.id}
        </RecordLink>
      </th>
      <td className="number">{column ? plain(before, column) : '–'}</td>
      <td className="number">
        {result ? outcome(result, column) : '…'}
        {changed && <span className={classes.mark}> changes</span>}
      </td>
    </tr>
  );
}

const plain = (value: Value, column: Column | undefined) =>
  isCellError(value) ? `${value.error}: ${value.reason}` : isBlank(value) ? 'blank' : showValue(value, column ?? { decimals: 4 });

function outcome(result: Result, column: Column | undefined): string {
  if (result.error) return `${result.error.code}: ${result.error.reason}`;
  if (isBlank(result.value)) return result.blankBecause ? `blank: ${result.blankBecause}` : 'blank';
  return plain(result.value, column);
}

/** Rows come as links here and by their names there. */
const sameText = (a: Value, b: Value) => sameValue(a, b) || (!isBlank(a) && showValue(a) === showValue(b));

function searchQuery(table: Table, text: string) {
  if (text === '') return {};
  const name = table.columns.find((column) => column.name === table.display || column.id === table.display);
  return name ? { filter: `ContainsText([${name.name}] & "", "${text.replaceAll('"', '""')}")` } : { search: text };
}
