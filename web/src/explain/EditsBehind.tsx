// The edits behind a change: who wrote what into the rows that the value is made of.
import type { Explanation, Subject } from '../api/explain';
import type { LoggedChange } from '../api/history';
import { titleOf } from '../api/schema';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { formatMoment } from '../format/date';
import { formatNumber } from '../format/number';
import { useState } from 'react';
import { showValue } from './show';
import { useEditsBehind } from './since';
import classes from './ChangeSince.module.css';

const SHOWN = 8;

export function EditsBehind({ subject, before, now }: { subject: Subject; before: Explanation; now: Explanation }) {
  const { data, error, isPending } = useEditsBehind(subject, before, now);
  const [all, setAll] = useState(false);
  if (error) return <p className={classes.note}>{error.message}</p>;
  if (isPending) return <p className={classes.note}>Looking through the change log…</p>;
  const shown = all ? data.edits : data.edits.slice(0, SHOWN);
  return (
    <>
      <h4 className={classes.subheading}>Edits behind it</h4>
      {data.edits.length === 0 ? (
        <p className={classes.note}>Nobody edited what it is made of; {JSON.stringify(before.value) === JSON.stringify(now.value) ? 'and it is the same.' : 'days that passed changed it.'}</p>
      ) : (
        <ul className={classes.edits}>
          {shown.map((edit, index) => (
            <Edit key={index} edit={edit} />
          ))}
        </ul>
      )}
      {data.edits.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          Show {formatNumber(data.edits.length - shown.length)} more
        </button>
      )}
      {data.cut && <p className={classes.note}>More was written since than is looked through here; the history has all of it.</p>}
    </>
  );
}

function Edit({ edit }: { edit: LoggedChange }) {
  const schema = useSchema();
  const table = schema.table(edit.table);
  const column = table && edit.column ? schema.column(table, edit.column) : undefined;
  return (
    <li>
      <div>
        <RecordLink table={edit.table} row={edit.row} className={classes.record}>
          {edit.rowName || edit.row}
        </RecordLink>
        {table && <span className={classes.dim}> · {titleOf(table)}</span>}
      </div>
      <div>
        {edit.kind === 'insert' ? 'Added: ' : edit.kind === 'delete' ? 'Deleted: ' : ''}
        {column ? titleOf(column) : ''}{' '}
        {column && (
          <span className="number">
            {showValue(edit.before ?? null, column)} → {showValue(edit.after ?? null, column)}
          </span>
        )}
      </div>
      <div className={classes.dim}>
        <time dateTime={edit.time}>{formatMoment(edit.time)}</time> by {edit.actor}
        {edit.reason && `: ${edit.reason}`}
      </div>
    </li>
  );
}
