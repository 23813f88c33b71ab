// Which columns are shown, and in which order.
import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { titleOf, type Column } from '../api/schema';
import { IconChevronUp, IconSearch } from '../parts/icons';
import classes from './Toolbar.module.css';

interface Props {
  all: Column[];
  shown: Column[];
  onChange: (columns: string[]) => void;
}

export function FieldsPanel({ all, shown, onChange }: Props) {
  const [text, setText] = useState('');
  const ids = shown.map(({ id }) => id);
  const matches = (column: Column) => titleOf(column).toLowerCase().includes(text.trim().toLowerCase());
  const hidden = all.filter(({ id }) => !ids.includes(id));
  const swap = (index: number) => {
    const next = [...ids];
    next.splice(index - 1, 0, ...next.splice(index, 1));
    onChange(next);
  };
  return (
    <>
      <TextInput
        data-autofocus
        placeholder="Find a field"
        aria-label="Find a field"
        leftSection={<IconSearch size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={4} mt={6}>
        <Button size="compact-xs" variant="subtle" onClick={() => onChange([...ids, ...hidden.map(({ id }) => id)])}>
          Show all
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(ids.slice(0, 1))}>
          Hide all but the first
        </Button>
      </Group>
      <h3 className={classes.section}>Shown</h3>
      <ul className={classes.list}>
        {shown.map((column, index) =>
          matches(column) ? (
            <li key={column.id} className={classes.line}>
              <Checkbox
                className={classes.grow ?? ''}
                size="xs"
                label={titleOf(column)}
                checked
                disabled={shown.length === 1}
                onChange={() => onChange(ids.filter((id) => id !== column.id))}
              />
              {index > 0 && (
                <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Move ${titleOf(column)} up`} onClick={() => swap(index)}>
                  <IconChevronUp size={14} />
                </ActionIcon>
              )}
            </li>
          ) : null,
        )}
      </ul>
      {hidden.length > 0 && <h3 className={classes.section}>Hidden</h3>}
      <ul className={classes.list}>
        {hidden.filter(matches).map((column) => (
          <li key={column.id} className={classes.line}>
            <Checkbox size="xs" label={titleOf(column)} checked={false} onChange={() => onChange([...ids, column.id])} />
          </li>
        ))}
      </ul>
    </>
  );
}
