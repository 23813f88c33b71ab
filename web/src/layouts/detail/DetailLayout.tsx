// A view as a list beside the record that is chosen in it: for going through rows one after the other.
import { Skeleton } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { RowQuery } from '../../api/rows';
import { titleOf } from '../../api/schema';
import { useSchema } from '../../app/schemaContext';
import { formatCell } from '../../columns/format';
import { Failure } from '../../parts/Failure';
import { RecordView } from '../../record/RecordView';
import type { LayoutProps } from '../../views/viewQuery';
import { NoRows } from '../NoRows';
import { unique } from '../pick';
import { TooMany } from '../TooMany';
import { useViewRows } from '../useViewRows';
import classes from './Detail.module.css';

export default function DetailLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const schema = useSchema();
  const list = useRef<HTMLUListElement>(null);
  const { at } = search;
  const display = schema.displayOf(table);
  // Two more columns of the view tell rows apart that have one name.
  const hints = useMemo(() => schema.columnsOf(table, view).filter((column) => column !== display && column.type !== 'canvas').slice(0, 2), [schema, table, view, display]);
  const query = useMemo<RowQuery>(() => ({ ...asked, group: [], columns: unique([display, ...hints]).map(({ id }) => id) }), [asked, display, hints]);
  const rows = useViewRows(table, view, query);
  const found = rows.data?.rows;
  const current = found?.find(({ id }) => id === at?.row) ?? found?.[0];
  const choose = (row: string) => change({ at: { ...at, row } });
  const onTab = useCallback(
    (tab: string | undefined) => {
      const { tab: _, ...rest } = at ?? {};
      change({ at: tab ? { ...rest, tab } : rest });
    },
    [at, change],
  );
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!found) return <Skeleton height={420} role="status" aria-label="Reading the rows" />;
  if (!current) return <NoRows table={table} view={view} search={search} change={change} />;
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && found[found.indexOf(current) + step];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <>
      {rows.data && <TooMany page={rows.data} />}
      <div className={classes.detail}>
        <nav className={`${classes.side} no-print`} aria-label={`Rows of ${titleOf(view)}`}>
          <ul ref={list} onKeyDown={onKey}>
            {found.map((row) => (
              <li key={row.id}>
                <button type="button" data-row={row.id} aria-current={row === current} tabIndex={row === current ? 0 : -1} onClick={() => choose(row.id)}>
                  <span className={classes.name}>{row.name || row.id}</span>
                  <span className={classes.hint}>{hints.map((column) => formatCell(column, row.values[column.id])).filter(Boolean).join(' · ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <section className={classes.record} aria-label={current.name || current.id}>
          <h2 className={classes.title}>{current.name || current.id}</h2>
          <RecordView key={current.id} table={table} row={current.id} tab={at?.tab} onTab={onTab} asOf={search.asOf} narrow inFront={search.peek === undefined} />
        </section>
      </div>
    </>
  );
}
