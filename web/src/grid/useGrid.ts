// Ties a grid to its page: makes it when its place on the page is there, gives it rows and set-up, and takes it away again.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { keys } from '../api/queries';
import { fetchRowPage, type RowQuery } from '../api/rows';
import { Grid, type GridShell, type Setup } from './grid';
import { RowSource } from './model/rowSource';

export interface LiveGrid {
  /** Where the grid is put. */
  host: (element: HTMLDivElement | null) => void;
  grid: Grid | undefined;
  source: RowSource | undefined;
}

export function useGrid(table: string, view: string, query: RowQuery, setup: Setup, shell: GridShell): LiveGrid {
  const client = useQueryClient();
  const [element, host] = useState<HTMLDivElement | null>(null);
  const [grid, setGrid] = useState<Grid>();
  const [source, setSource] = useState<RowSource>();
  const current = useRef(shell);
  current.current = shell;
  // The grid lives longer than a rendering: it always talks to the latest shell.
  const latest = useMemo<GridShell>(() => latestOf(current), []);

  useEffect(() => {
    if (!element) return;
    const made = new Grid(element, latest);
    setGrid(made);
    return () => made.close();
  }, [element, latest]);

  useEffect(() => {
    grid?.set(setup);
  }, [grid, setup]);

  const question = JSON.stringify(query);
  useEffect(() => {
    if (!grid) return;
    const rows = new RowSource(
      client,
      {
        key: (page) => keys.rows(table, view, { ...query, page }),
        fetch: (offset, limit, signal) => fetchRowPage(view, query, offset, limit, signal),
      },
      () => grid.rowsChanged(),
    );
    setSource(rows);
    grid.setSource(rows);
    return () => rows.close();
  }, [grid, client, table, view, question]);

  return { host, grid, source };
}

function latestOf(current: { current: GridShell }): GridShell {
  return {
    edit: (cell, text) => current.current.edit(cell, text),
    toggle: (cell) => current.current.toggle(cell),
    menu: (kind, place, x, y) => current.current.menu(kind, place, x, y),
    run: (command) => current.current.run(command),
    openRecord: (table, row) => current.current.openRecord(table, row),
    fill: (from, to) => current.current.fill(from, to),
    sort: (column, add) => current.current.sort(column, add),
    resize: (column, width, done) => current.current.resize(column, width, done),
    moveColumn: (from, to) => current.current.moveColumn(from, to),
    copy: (event, cut) => current.current.copy(event, cut),
    paste: (event) => current.current.paste(event),
    escape: () => current.current.escape(),
    changed: () => current.current.changed(),
    moved: () => current.current.moved(),
  };
}
