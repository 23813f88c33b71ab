// The grid on paper: a plain table, since a grid that draws only what is in view would print only that.
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { fetchAllRows, type Row, type RowQuery } from '../api/rows';
import { titleOf, type Column, type View } from '../api/schema';
import { formatCell, isNumeric } from '../columns/format';
import classes from './PrintTable.module.css';

const most = 2_000;

interface Props {
  view: View;
  query: RowQuery;
  columns: Column[];
  /** The rows in view: what is there when the browser prints before the rest is read. */
  here: () => Row[];
}

export function PrintTable({ view, query, columns, here }: Props) {
  const [rows, setRows] = useState<{ rows: Row[]; total: number }>();
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      // Reading takes a moment: the browser's own dialogue is opened when all is there.
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      void fetchAllRows(view.id, query, most).then((page) => {
        setRows({ rows: page.rows.slice(0, most), total: page.total });
        requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
      });
    };
    const end = () => setRows(undefined);
    const before = () => {
      const now = here();
      flushSync(() => setRows((ready) => ready ?? { rows: now, total: now.length }));
    };
    window.addEventListener('keydown', key);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('keydown', key);
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', end);
    };
  }, [view, query, here]);
  if (!rows) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {titleOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.id} data-numeric={isNumeric(column) || undefined}>
                {formatCell(column, row.values[column.id])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {rows.total > rows.rows.length && (
        <tfoot>
          <tr>
            <td colSpan={columns.length}>
              The first {rows.rows.length.toLocaleString()} of {rows.total.toLocaleString()} rows. Download the view to have all of them.
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
