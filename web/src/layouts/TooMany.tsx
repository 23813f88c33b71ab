// Says that not all rows are drawn, so that nobody takes a part for the whole.
import type { RowPage } from '../api/rows';
import { formatNumber } from '../format/number';
import classes from './Layouts.module.css';

export function TooMany({ page }: { page: RowPage }) {
  if (page.rows.length >= page.total) return null;
  return (
    <p role="status" className={classes.note}>
      The first {formatNumber(page.rows.length)} of {formatNumber(page.total)} rows are shown. Filter or search to see the others.
    </p>
  );
}
