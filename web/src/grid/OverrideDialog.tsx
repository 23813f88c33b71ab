// A value in place of the computed one: with a reason, and until a day if one says so.
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { clearOverride, setOverride } from '../api/overrides';
import { titleOf, type Table } from '../api/schema';
import { formatCell } from '../columns/format';
import { useParseContext } from '../columns/editors/context';
import { readTypedDay } from '../columns/editors/parse/date';
import { readTypedNumber } from '../columns/editors/parse/number';
import { localeOf } from '../columns/editors/parse/parsed';
import type { Cell } from './grid';
import type { Value } from '../api/values';

interface Props {
  table: Table;
  cell: Cell;
  onDone: () => void;
  onClose: () => void;
}

const address = (table: Table, { row, column }: Cell) => ({ table: table.id, row: row.id, column: column.id });

export const removeOverride = (table: Table, cell: Cell) => clearOverride(address(table, cell));

export function OverrideDialog({ table, cell, onDone, onClose }: Props) {
  const { column, row } = cell;
  const context = useParseContext();
  const now = row.overridden?.[column.id];
  const [text, setText] = useState(now ? formatCell(column, cell.value) : '');
  const [reason, setReason] = useState(now?.reason ?? '');
  const [until, setUntil] = useState('');
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);

  const save = async () => {
    const locale = localeOf(context);
    const numeric = column.storage === 'number';
    const value: Value | undefined = numeric
      ? readTypedNumber(text, locale, column.suffix)?.value
      : column.storage === 'date'
        ? readTypedDay(text, context.today ?? '', locale)
        : text.trim();
    if (value === undefined || value === '') return setFault(numeric ? 'A number is needed.' : 'A value is needed.');
    const day = until.trim() === '' ? undefined : readTypedDay(until, context.today ?? '', locale);
    if (until.trim() !== '' && !day) return setFault('Until when? Write a day such as 31 Dec 2026 or +30.');
    if (reason.trim() === '') return setFault('Say why, so that others understand the number.');
    setSending(true);
    try {
      await setOverride({ ...address(table, cell), value, reason: reason.trim(), ...(day ? { expiresAt: `${day}T23:59:59Z` } : {}) });
      onDone();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setSending(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={`Override ${titleOf(column)} of ${row.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Value to show"
            description={`Computed: ${formatCell(column, now?.computed ?? cell.value) || 'blank'}`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <Textarea label="Reason" autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <TextInput label="Until" description="A day, or +30; for good when left empty" value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          {fault && (
            <p role="alert" className="fault">
              {fault}
            </p>
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
