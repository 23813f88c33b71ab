// Sets a computed value aside: by what, why, and until when.
import { Alert, Button, Group, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { setOverride } from '../api/overrides';
import { keys } from '../api/queries';
import { titleOf, type Column } from '../api/schema';
import { isBlank, type Value } from '../api/values';
import { formatCell } from '../columns/format';
import { editorOf } from '../columns/editors/all';
import { useRecord } from './recordContext';
import classes from './Field.module.css';

/** The column as one that can be typed into: a computed one has the storage of a plain type. */
function writableForm(column: Column): Column {
  const type = editorOf(column) ? column.type : column.storage === 'number' ? 'number' : column.storage === 'date' ? 'date' : column.storage === 'boolean' ? 'checkbox' : 'text';
  return { ...column, type, computed: false, writable: true, required: true };
}

const expiry: Column = { id: 'expires', name: 'Until', type: 'date', storage: 'date', computed: false, writable: true };

export function OverrideDialog({ column, onClose }: { column: Column; onClose: () => void }) {
  const { table, record } = useRecord();
  const client = useQueryClient();
  const present = record.overridden?.[column.id];
  const [value, setValue] = useState<Value>(record.values[column.id] ?? null);
  const [reason, setReason] = useState(present?.reason ?? '');
  const [until, setUntil] = useState<Value>(present?.expiresAt?.slice(0, 10) ?? null);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const form = writableForm(column);
  const Editor = editorOf(form)?.component;
  const Day = editorOf(expiry)?.component;
  const computed = present ? present.computed : record.values[column.id];

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setFailure('Say why, so that others know later.');
    if (isBlank(value)) return setFailure('Say which value to show.');
    setBusy(true);
    setFailure(undefined);
    try {
      await setOverride({
        table: table.id, row: record.id, column: column.id, value, reason: reason.trim(),
        ...(typeof until === 'string' ? { expiresAt: `${until}T23:59:59Z` } : {}),
      });
      await client.invalidateQueries({ queryKey: keys.record(table.id, record.id) });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={`Set ${titleOf(column)}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={(event) => void send(event)} className={classes.dialog}>
        <p>
          The computed value is <strong>{formatCell(column, computed) || 'blank'}</strong>. It goes on being computed and stays visible beside yours.
        </p>
        <div>
          <label htmlFor={`${id}-value`}>Value to show</label>
          {Editor && (
            <Editor table={table} column={form} value={value} placement="field" id={`${id}-value`} autoFocus onChange={setValue} onCommit={setValue} onCancel={() => undefined} />
          )}
        </div>
        <TextInput label="Why" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <div>
          <label htmlFor={`${id}-until`}>Until (for good when blank)</label>
          {Day && <Day table={table} column={expiry} value={until} placement="field" id={`${id}-until`} onChange={setUntil} onCommit={setUntil} onCancel={() => undefined} />}
        </div>
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Set
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
