// The fields of a new row, by section, each with the editor of its column.
import { useId } from 'react';
import { titleOf, type Column, type Table } from '../../api/schema';
import type { Value } from '../../api/values';
import { editorOf } from '../../columns/editors/all';
import { IconAlertCircle } from '../../parts/icons';
import classes from './Form.module.css';
import type { RowForm } from './useRowForm';

export function RowFields({ table, form, autoFocus = false }: { table: Table; form: RowForm; autoFocus?: boolean }) {
  const first = form.sections[0]?.columns.find(({ id }) => form.values[id] === null || form.values[id] === undefined);
  return (
    <>
      {form.other.length > 0 && (
        <p role="alert" className={classes.alert}>
          <IconAlertCircle size={16} aria-hidden /> {form.other.join(' ')}
        </p>
      )}
      {form.sections.map(({ title, columns }, index) => (
        <fieldset key={title ?? index} className={classes.section}>
          {title && <legend className={classes.legend}>{title}</legend>}
          <div className={classes.fields}>
            {columns.map((column) => (
              <Field
                key={`${form.round} ${column.id}`}
                table={table}
                column={column}
                value={form.values[column.id]}
                error={form.errors[column.id]}
                onChange={(value) => form.set(column, value)}
                autoFocus={autoFocus && column === first}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

interface FieldProps {
  table: Table;
  column: Column;
  value: Value | undefined;
  error: string | undefined;
  onChange: (value: Value) => void;
  autoFocus: boolean;
}

function Field({ table, column, value, error, onChange, autoFocus }: FieldProps) {
  const id = useId();
  const editor = editorOf(column);
  if (!editor) return null;
  const Editor = editor.component;
  const wide = editor.spacious === true || column.storage === 'rows';
  const needed = column.required === true && column.default === undefined;
  return (
    <div className={classes.field} data-wide={wide || undefined} data-fault={error ? true : undefined}>
      <label htmlFor={id} className={classes.label}>
        {titleOf(column)}
        {needed && <span className={classes.needed}>required</span>}
      </label>
      {/* A form says itself what is needed, once it is sent: while one writes, a field may be emptied. */}
      <Editor
        table={table}
        column={{ ...column, required: false }}
        value={value}
        placement="field"
        id={id}
        label={titleOf(column)}
        onChange={onChange}
        onCommit={(next) => onChange(next)}
        onCancel={() => undefined}
        autoFocus={autoFocus}
        {...(error ? { error } : {})}
      />
      {column.description && <span className={classes.description}>{column.description}</span>}
    </div>
  );
}
