// A value in place of the computed one: with a reason, and until a day if one says so.
import { Alert, Button, Group, Input, Modal, Stack, Textarea } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { setOverride } from '../api/overrides';
import type { Row } from '../api/rows';
import { titleOf, type Column, type Table } from '../api/schema';
import { isBlank, type Value } from '../api/values';
import { editorOf } from '../columns/editors/all';
import { formatCell } from '../columns/format';

interface Props {
  table: Table;
  column: Column;
  row: Pick<Row, 'id' | 'name' | 'values' | 'overridden'>;
  /** The value is set. */
  onDone: () => void;
  onClose: () => void;
}

const plainTypes: Partial<Record<Column['storage'], string>> = { number: 'number', date: 'date', boolean: 'checkbox' };

/** The column as one that can be typed into: a computed one has the storage of a plain type. */
const writableForm = (column: Column): Column => ({
  ...column,
  type: editorOf(column) ? column.type : (plainTypes[column.storage] ?? 'text'),
  computed: false,
  writable: true,
  required: true,
});

const expiry: Column = { id: 'expires', name: 'Until', type: 'date', storage: 'date', computed: false, writable: true };

export function OverrideDialog({ table, column, row, onDone, onClose }: Props) {
  const present = row.overridden?.[column.id];
  const [value, setValue] = useState<Value>(row.values[column.id] ?? null);
  const [reason, setReason] = useState(present?.reason ?? '');
  const [until, setUntil] = useState<Value>(present?.expiresAt?.slice(0, 10) ?? null);
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const id = useId();
  const form = writableForm(column);
  const Editor = editorOf(form)?.component;
  const Day = editorOf(expiry)?.component;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // What cannot be read is not the value or the day that is kept: its field says what is wrong.
    const unread = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (unread) return unread.focus();
    if (isBlank(value)) return setFault('Say which value to show.');
    if (reason.trim() === '') return setFault('Say why, so that others understand the value.');
    setSending(true);
    setFault(undefined);
    try {
      const expires = typeof until === 'string' && until !== '' ? { expiresAt: `${until}T23:59:59Z` } : {};
      await setOverride({ table: table.id, row: row.id, column: column.id, value, reason: reason.trim(), ...expires });
      onDone();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setSending(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={`Override ${titleOf(column)} of ${row.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <Stack gap="sm">
          <Input.Wrapper
            id={`${id}-value`}
            label="Value to show"
            description={`Computed: ${formatCell(column, present ? present.computed : row.values[column.id]) || 'blank'}. It goes on being computed and stays visible beside yours.`}
          >
            {Editor && (
              <Editor table={table} column={form} value={value} placement="field" id={`${id}-value`} autoFocus onChange={setValue} onCommit={setValue} onCancel={() => undefined} />
            )}
          </Input.Wrapper>
          <Textarea label="Reason" autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Input.Wrapper id={`${id}-until`} label="Until" description="A day, or +30; for good when left blank">
            {Day && <Day table={table} column={expiry} value={until} placement="field" id={`${id}-until`} onChange={setUntil} onCommit={setUntil} onCancel={() => undefined} />}
          </Input.Wrapper>
          {fault && (
            <Alert color="red" role="alert">
              {fault}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={sending}>
              Override
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
