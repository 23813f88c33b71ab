// The controls of a board or a dashboard: what they are set to is in the address, and every question carries it.
import { NumberInput, Select, TextInput } from '@mantine/core';
import { titleOf, type Control, type Schema } from '../../api/schema';
import { isRowLink } from '../../api/values';
import type { ViewSearch } from '../../app/search';
import { RowSelect } from './RowSelect';
import classes from './Controls.module.css';

interface Props {
  controls: Control[];
  search: ViewSearch;
  change: (part: Pick<ViewSearch, 'control'>) => void;
}

/** Controls by name or id, as the blueprint's views refer to them. */
export const controlsOf = (schema: Schema, names: string[] | undefined): Control[] =>
  (names ?? []).flatMap((key) => schema.answer.controls.find(({ id, name }) => id === key || name === key) ?? []);

export const withControl = (before: Record<string, string> | undefined, name: string, value: string | undefined) => {
  const { [name]: _, ...others } = before ?? {};
  const next = value ? { ...others, [name]: value } : others;
  return Object.keys(next).length > 0 ? next : undefined;
};

export function Controls({ controls, search, change }: Props) {
  if (controls.length === 0) return null;
  return (
    <div className={`${classes.controls} no-print`} role="group" aria-label="What is shown">
      {controls.map((control) => (
        <One
          key={control.name}
          control={control}
          value={search.control?.[control.name]}
          onChange={(value) => change({ control: withControl(search.control, control.name, value) })}
        />
      ))}
    </div>
  );
}

interface OneProps {
  control: Control;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The last word of "Board_Account" is what the control is about where it has no title of its own. */
function One({ control, value, onChange }: OneProps) {
  const label = titleOf(control);
  const standard = isRowLink(control.value) ? control.value.rowId : typeof control.value === 'string' ? control.value : undefined;
  const now = value ?? standard;
  if (control.target) return <RowSelect label={label} target={control.target} value={now} onChange={onChange} />;
  if (control.options) {
    return (
      <Select
        label={label}
        placeholder="All"
        clearable
        searchable
        data={control.options}
        value={now ?? null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  if (control.kind === 'slider' || control.kind === 'scale') {
    return <NumberInput label={label} value={now ?? ''} onChange={(next) => onChange(next === '' ? undefined : String(next))} />;
  }
  if (control.kind === 'checkbox') {
    return <Select label={label} placeholder="Either" clearable data={[{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]} value={now ?? null} onChange={(next) => onChange(next ?? undefined)} />;
  }
  return (
    <TextInput
      label={label}
      type={control.kind.startsWith('date') ? 'date' : 'text'}
      value={now ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
