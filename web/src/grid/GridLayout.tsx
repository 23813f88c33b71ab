// The grid of a view: rows and columns as in a spreadsheet.
import { useState } from 'react';
import { useOpen } from '../app/open';
import type { LayoutProps } from '../views/viewQuery';
import { withGridOptions } from '../views/viewOptions';
import classes from './Grid.module.css';
import type { GridShell } from './grid';
import { useGrid } from './useGrid';
import { useSetup } from './useSetup';

export default function GridLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const open = useOpen();
  const [resizing, setResizing] = useState<Record<string, number>>({});
  const { setup, query, options, columns, sort } = useSetup(table, view, search, asked, true, resizing);
  const shell: GridShell = {
    edit: () => undefined,
    toggle: () => undefined,
    menu: () => undefined,
    run: (command) => {
      const cell = grid?.activeCell;
      if (!cell) return;
      if (command === 'peek') open.peek(table.id, cell.row.id);
      if (command === 'open') open.record(table.id, cell.row.id);
      if (command === 'explain' && cell.column.computed) open.explain({ table: table.id, row: cell.row.id, column: cell.column.id });
    },
    openRecord: open.peek,
    fill: () => undefined,
    sort: ({ id }, add) => {
      const now = sort.find(({ column }) => column === id);
      const next = !now ? id : now.descending ? undefined : `-${id}`;
      const others = add ? sort.filter(({ column }) => column !== id).map(({ column, descending }) => (descending ? `-${column}` : column)) : [];
      change({ sort: [...others, ...(next ? [next] : [])] });
    },
    resize: ({ id }, width, done) => {
      setResizing(done ? {} : { [id]: width });
      if (done) change({ options: withGridOptions(search.options, { widths: { ...options.widths, [id]: width } }) });
    },
    moveColumn: (from, to) => {
      const ids = columns.map(({ id }) => id);
      ids.splice(to, 0, ...ids.splice(from, 1));
      change({ columns: ids });
    },
    copy: () => undefined,
    paste: () => undefined,
    escape: () => undefined,
    changed: () => undefined,
    moved: () => undefined,
  };
  const { host, grid } = useGrid(table.id, view.id, query, setup, shell);
  return (
    <div className={classes.host}>
      <div className={classes.stage} ref={host} />
    </div>
  );
}
