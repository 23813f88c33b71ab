// The rows that an aggregate looked at, each with what it gave; a row opens its record beside.
import { useId, useState } from 'react';
import type { CellAddress, ExplainedAggregate } from '../api/explain';
import { titleOf } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { RecordLink } from '../app/RecordLink';
import { formatNumber } from '../format/number';
import { IconChevronDown, IconChevronRight } from '../parts/icons';
import { OpenCell } from './OpenCell';
import { showValue } from './show';
import { columnOf } from './subject';
import classes from './ExplanationView.module.css';

const SHOWN = 20;

interface Props {
  aggregate: ExplainedAggregate;
  onOpen: (cell: CellAddress) => void;
  /** Begins with the rows hidden. */
  folded?: boolean;
}

export function RowsBehind({ aggregate, onOpen, folded = false }: Props) {
  const schema = useSchema();
  const id = useId();
  const [open, setOpen] = useState(!folded);
  const [all, setAll] = useState(false);
  const { value, table: key, column: name, rowCount, rows, values } = aggregate;
  const table = schema.table(key);
  const column = name ? columnOf(schema, { table: key, column: name }) : undefined;
  const shown = all ? rows : rows.slice(0, SHOWN);
  const Arrow = open ? IconChevronDown : IconChevronRight;
  const title = table ? titleOf(table) : key.replaceAll('_', ' ');
  return (
    <section>
      <h3 className={classes.heading}>
        <button type="button" className={classes.foldRows} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Arrow size={14} aria-hidden />
          {rowCount === 1 ? '1 row' : `${formatNumber(rowCount)} rows`} of {title}
        </button>
        <span className={classes.result}>
          {' = '}
          <span className="number">{showValue(value, column ?? {})}</span>
        </span>
      </h3>
      {open && rows.length > 0 && (
        <table className={classes.rows} id={id}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">{column ? titleOf(column) : 'Counted'}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={row.id}>
                <td>
                  <RecordLink table={key} row={row.id} className={classes.record}>
                    {row.name || row.id}
                  </RecordLink>
                </td>
                <td className="number">
                  {column ? (
                    <OpenCell cell={column.computed ? { table: key, row: row.id, column: name } : undefined} onOpen={onOpen}>
                      {showValue(values[index] ?? null, column)}
                    </OpenCell>
                  ) : (
                    '1'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && rows.length === 0 && <p className={classes.more}>No row fits.</p>}
      {open && rows.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          Show {formatNumber(rows.length - shown.length)} more
        </button>
      )}
      {open && all && rowCount > rows.length && <p className={classes.more}>and {formatNumber(rowCount - rows.length)} more that are not listed</p>}
    </section>
  );
}
