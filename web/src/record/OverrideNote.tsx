// Below an overridden value: what was computed, who set it aside, why and until when.
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { clearOverride } from '../api/overrides';
import { keys } from '../api/queries';
import { titleOf, type Column } from '../api/schema';
import { actorName } from '../api/history';
import { formatCell } from '../columns/format';
import { tellRefused } from '../edit/writer';
import { formatDay, readDay } from '../format/date';
import { useRecord } from './recordContext';
import classes from './Field.module.css';

export function OverrideNote({ column }: { column: Column }) {
  const { table, record, asOf } = useRecord();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const override = record.overridden?.[column.id];
  if (!override) return null;
  const until = readDay(override.expiresAt);
  const clear = async () => {
    setBusy(true);
    try {
      await clearOverride({ table: table.id, row: record.id, column: column.id });
      await client.invalidateQueries({ queryKey: keys.record(table.id, record.id) });
    } catch (error) {
      tellRefused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className={classes.override}>
      Set by {actorName(override.author)}
      {override.reason && <>: “{override.reason}”</>}
      {until && <>, until {formatDay(until)}</>}. Computed: <strong>{formatCell(column, override.computed) || 'blank'}</strong>.{' '}
      {!asOf && (
        <button type="button" className="text-button" disabled={busy} onClick={() => void clear()} aria-label={`Show the computed ${titleOf(column)} again`}>
          Show the computed value again
        </button>
      )}
    </p>
  );
}
