// The numbers that sum up a view; each opens the rows it was made of.
import { Link } from '@tanstack/react-router';
import type { SummaryItem } from '../../api/rows';
import type { View } from '../../api/schema';
import { viewSegment } from '../../app/links';
import type { ViewSearch } from '../../app/search';
import { formatCell, formatShort, type Shape } from '../../columns/format';
import { isBlank, isCellError } from '../../api/values';
import { rowsBehind } from './rowsBehind';
import classes from './Summary.module.css';

interface Props {
  view: View;
  items: SummaryItem[];
  search?: ViewSearch | undefined;
  /** Beside a board the numbers stand below each other. */
  upright?: boolean;
}

export function SummaryStrip({ view, items, search = {}, upright = false }: Props) {
  if (items.length === 0) return null;
  return (
    <ul className={classes.strip} data-upright={upright || undefined} aria-label="Summary">
      {items.map((item) => (
        <li key={item.label}>
          <Link to="/view/$view" params={{ view: viewSegment(view) }} search={rowsBehind(search, item.filter)} className={classes.item}>
            <span className={classes.label}>{item.label}</span> <SummaryValue item={item} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function SummaryValue({ item: { value, format } }: { item: SummaryItem }) {
  const shape: Shape = format ?? {};
  if (isBlank(value)) return <span className={classes.value}>–</span>;
  if (isCellError(value)) return <span className={classes.value} title={value.reason}>{value.error}</span>;
  const full = formatCell(shape, value);
  return (
    <span className={classes.value} title={full}>
      {typeof value === 'number' ? formatShort(shape, value) : full}
    </span>
  );
}
