// One field of a record: its name, its value, and the way to change it or to hear why it cannot be changed.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useCallback, useRef, useState, type MouseEvent } from 'react';
import { titleOf, type Column } from '../api/schema';
import { sameValue, type Value } from '../api/values';
import { useOpen } from '../app/open';
import { Cell } from '../columns/Cell';
import { editorOf } from '../columns/editors/all';
import { CanvasText } from '../columns/editors/CanvasText';
import { whyReadOnly } from '../columns/editors/parseText';
import { formatCell } from '../columns/format';
import { useBeat } from '../live/presence';
import { changeWords } from '../live/recent';
import { IconEdit, IconMathFunction } from '../parts/icons';
import { useFlash } from '../parts/useFlash';
import { FieldMenu } from './FieldMenu';
import { OverrideNote } from './OverrideNote';
import { useRecord } from './recordContext';
import classes from './Field.module.css';

export function Field({ column }: { column: Column }) {
  const { table, record, asOf, others } = useRecord();
  const value = record.values[column.id];
  const flashing = useFlash(value);
  const locked = whyReadOnly(column) ?? (asOf ? 'A day in the past cannot be changed.' : undefined);
  const editing = others.filter((one) => one.editing && one.column === column.id);
  return (
    <div className={classes.field} data-computed={column.computed || undefined} data-flash={flashing || undefined} data-column={column.id}>
      <div className={classes.label} title={column.description}>
        {titleOf(column)}
        {column.required && column.writable && <span className={classes.required} aria-label="needed" role="img">*</span>}
      </div>
      <div className={classes.value} title={changeWords(table.id, record.id, column.id) || undefined}>
        {locked === undefined ? <Editable column={column} value={value} /> : <ReadOnly column={column} value={value} why={locked} />}
        <OverrideNote column={column} />
        {editing.map(({ client, name }) => (
          <p key={client} className={classes.someone} role="status">
            {name} is editing {titleOf(column)}…
          </p>
        ))}
      </div>
      <FieldMenu column={column} />
    </div>
  );
}

/** The value itself; a long text as it was written. */
function Shown({ column, value }: { column: Column; value: Value | undefined }) {
  const { record } = useRecord();
  if (column.type === 'canvas' && typeof value === 'string') return <CanvasText text={value} />;
  return <Cell column={column} value={value} style={record.styles[column.id]} />;
}

function ReadOnly({ column, value, why }: { column: Column; value: Value | undefined; why: string }) {
  const { table, record, asOf } = useRecord();
  const { explain } = useOpen();
  if (!column.computed) {
    return (
      <Tooltip label={why} position="top-start" openDelay={400}>
        <span className={classes.plain}>
          <Shown column={column} value={value} />
        </span>
      </Tooltip>
    );
  }
  return (
    <span className={classes.computed}>
      <Shown column={column} value={value} />
      <Tooltip label={asOf ? why : `${why} Click to see how.`} multiline maw={320} position="top" openDelay={300}>
        <ActionIcon
          className={classes.explain ?? ''}
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Explain ${titleOf(column)}: ${why}`}
          onClick={() => explain({ table: table.id, row: record.id, column: column.id })}
        >
          <IconMathFunction size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function Editable({ column, value }: { column: Column; value: Value | undefined }) {
  const { table, record, save } = useRecord();
  // While it is open: the value that was there when it was opened, and what was refused of it.
  const [open, setOpen] = useState<{ seen: Value | undefined; start: Value | undefined; error?: string }>();
  useBeat(open ? { table: table.id, row: record.id, column: column.id, editing: true } : undefined);
  const button = useRef<HTMLButtonElement>(null);
  const editor = editorOf(column);
  const name = titleOf(column);

  const begin = () => {
    setOpen({ seen: value, start: value });
  };
  const close = useCallback(() => {
    setOpen(undefined);
    // The keyboard goes on where it was, unless it has gone elsewhere.
    requestAnimationFrame(() => (document.activeElement === document.body || document.activeElement === null) && button.current?.focus());
  }, []);
  const commit = async (next: Value, seen: Value | undefined) => {
    close();
    if (sameValue(next, seen)) return;
    try {
      await save(column.id, next, seen);
    } catch (refusal) {
      setOpen({ seen, start: next, error: refusal instanceof Error ? refusal.message : String(refusal) });
    }
  };
  if (!editor) return <Shown column={column} value={value} />;
  const Editor = editor.component;
  const draftKey = `${table.id}/${record.id}/${column.id}`;
  if (editor.toggles || column.type === 'files') {
    return (
      <Editor
        table={table}
        column={column}
        value={value}
        placement="field"
        label={name}
        onCommit={(next) => void commit(next, value)}
        onCancel={() => undefined}
        {...(open?.error ? { error: open.error } : {})}
      />
    );
  }
  if (open) {
    return (
      <>
        <Editor
          table={table}
          column={column}
          value={open.start}
          placement="field"
          autoFocus
          label={name}
          draftKey={draftKey}
          {...(open.error ? { error: open.error } : {})}
          onCommit={(next) => void commit(next, open.seen)}
          onCancel={close}
        />
        {!sameValue(open.seen, value) && open.error === undefined && (
          <p className={classes.someone} role="status">
            Meanwhile it became {formatCell(column, value) || 'blank'}. You will be asked which to keep.
          </p>
        )}
      </>
    );
  }
  const click = (event: MouseEvent) => {
    // A link in the value leads where it says; selected text is being copied.
    if ((event.target as Element).closest('a, button') || window.getSelection()?.toString()) return;
    begin();
  };
  return (
    <span className={classes.editable} onClick={click}>
      <Shown column={column} value={value} />
      <button ref={button} type="button" className={classes.edit} aria-label={`Edit ${name}`} onClick={begin}>
        <IconEdit size={14} aria-hidden />
      </button>
    </span>
  );
}
