// The rows that belong to a record, as lines on paper; and what was said last.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { keys } from '../api/queries';
import { fetchRowPage, type RecordAnswer, type RowQuery } from '../api/rows';
import { titleOf, type Column, type Table } from '../api/schema';
import { isBlank } from '../api/values';
import { Cell } from '../columns/Cell';
import { formatCell, isNumeric } from '../columns/format';
import { unique } from '../layouts/pick';
import { Failure } from '../parts/Failure';
import { formulaOf } from '../views/filterFormula';
import { useSchema } from '../app/schemaContext';
import classes from './Brief.module.css';
import type { BriefList, BriefTimeline } from './contents';

const CanvasText = lazy(() => import('../columns/editors/markdown/CanvasText'));

const LINES = 8;
const TALKS = 4;

function useRowsOf(table: Table, by: Column, record: RecordAnswer, columns: Column[], sort: string[] | undefined, most: number) {
  const schema = useSchema();
  const link = { rowId: record.id, name: record.name };
  const condition = { column: by.id, operator: by.storage === 'rows' ? 'any' : '=', value: by.storage === 'rows' ? [link] : link };
  const filter = formulaOf({ all: [condition] }, (id) => schema.column(table, id));
  const query: RowQuery = { group: [], columns: columns.map(({ id }) => id), ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) };
  const view = schema.defaultView(table)?.id ?? table.id;
  return useQuery({ queryKey: keys.rows(table.id, view, { most, ...query }), queryFn: ({ signal }) => fetchRowPage(view, query, 0, most, signal) });
}

export function BriefRows({ list: { title, table, by, columns }, record }: { list: BriefList; record: RecordAnswer }) {
  const rows = useRowsOf(table, by, record, columns, undefined, LINES);
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!rows.data) return <Skeleton height={120} mb={16} />;
  const { total, rows: lines } = rows.data;
  if (total === 0) return null;
  return (
    <section className={classes.list}>
      <h2>
        {title} <span className={classes.count}>{total > lines.length ? `${lines.length} of ${total}` : total}</span>
      </h2>
      <div className={classes.box} tabIndex={0} role="region" aria-label={title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" data-numeric={isNumeric(column) || undefined}>
                  {titleOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((row) => (
              <tr key={row.id}>
                {columns.map((column, index) => {
                  const value = row.values[column.id];
                  const words = isBlank(value) ? '' : <Cell column={column} value={value} style={row.styles[column.id]} links={false} />;
                  return index === 0 ? (
                    <th key={column.id} scope="row">
                      {words || row.name}
                    </th>
                  ) : (
                    <td key={column.id} data-numeric={isNumeric(column) || undefined}>
                      {words}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function BriefTalks({ timeline: { title, table, by, date, heading, text, tone }, record }: { timeline: BriefTimeline; record: RecordAnswer }) {
  const rows = useRowsOf(table, by, record, unique([date, heading, text, tone]), [`-${date.id}`], TALKS);
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!rows.data) return <Skeleton height={120} mb={16} />;
  if (rows.data.total === 0) return null;
  return (
    <section className={classes.list}>
      <h2>
        {title} <span className={classes.count}>latest {rows.data.rows.length} of {rows.data.total}</span>
      </h2>
      <ol className={classes.talks}>
        {rows.data.rows.map((row) => (
          <li key={row.id}>
            <h3>
              {formatCell(date, row.values[date.id])}
              {heading && <> · {formatCell(heading, row.values[heading.id])}</>}
              {tone && !isBlank(row.values[tone.id]) && (
                <>
                  {' '}
                  <Cell column={tone} value={row.values[tone.id]} style={row.styles[tone.id]} />
                </>
              )}
            </h3>
            {text && !isBlank(row.values[text.id]) && (
              <Suspense fallback={null}>
                <CanvasText text={String(row.values[text.id])} />
              </Suspense>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
