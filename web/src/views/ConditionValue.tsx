// What a condition compares with: an option, a row, a day, a number, a text.
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/queries';
import { fetchRowPage } from '../api/rows';
import { titleOf, type Column } from '../api/schema';
import { isRowLink, itemsOf, type RowLink, type Value } from '../api/values';
import { useSchema } from '../app/schemaContext';
import type { Operator } from './conditions';
import classes from './FilterBuilder.module.css';
import { relativeDays } from './filterFormula';

interface Props {
  column: Column;
  takes: Operator['takes'];
  value: Value | undefined;
  onChange: (value: Value) => void;
}

const WAIT_MS = 350;
const inside = { withinPortal: false };

export function ConditionValue({ column, takes, value, onChange }: Props) {
  const common = { className: classes.value ?? '', size: 'xs', 'aria-label': 'Value' } as const;
  if (takes === 'days') {
    const data = Object.entries(relativeDays).map(([id, { label }]) => ({ value: id, label }));
    return <Select {...common} comboboxProps={inside} data={data} value={(value as string | undefined) ?? null} onChange={(id) => id && onChange(id)} />;
  }
  if (column.target && (column.storage === 'row' || column.storage === 'rows')) return <RowsValue column={column} value={value} onChange={onChange} />;
  if (column.options) {
    const data = column.options.map(({ name }) => name);
    if (takes === 'value') {
      return <Select {...common} searchable comboboxProps={inside} data={data} value={(value as string | undefined) ?? null} onChange={(option) => option && onChange(option)} />;
    }
    return <MultiSelect {...common} searchable comboboxProps={inside} data={data} value={itemsOf(value).map(String)} onChange={(options) => onChange(options)} />;
  }
  return <TypedValue column={column} value={value} onChange={onChange} />;
}

function TypedValue({ column, value, onChange }: Omit<Props, 'takes'>) {
  const [text, setText] = useState(value === undefined || value === null ? '' : String(value));
  const later = useDebouncedCallback(onChange, WAIT_MS);
  const common = { className: classes.value ?? '', size: 'xs', 'aria-label': 'Value', value: text } as const;
  if (column.storage === 'number') {
    return (
      <NumberInput
        {...common}
        thousandSeparator
        hideControls
        suffix={column.suffix ? ` ${column.suffix}` : ''}
        onChange={(next) => {
          setText(String(next));
          if (typeof next === 'number') later(next);
        }}
      />
    );
  }
  return (
    <TextInput
      {...common}
      type={column.storage === 'date' || column.storage === 'instant' ? 'date' : 'text'}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

function RowsValue({ column, value, onChange }: Omit<Props, 'takes'>) {
  const table = useSchema().table(column.target ?? '');
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const chosen = itemsOf(value).filter(isRowLink);
  const found = useQuery({
    queryKey: keys.options(table?.id ?? '', search),
    queryFn: ({ signal }) => fetchRowPage(table?.id ?? '', search ? { search } : {}, 0, 50, signal),
    placeholderData: keepPreviousData,
    enabled: table !== undefined,
  });
  const rows = new Map<string, RowLink>(chosen.map((row) => [row.rowId, row]));
  for (const { id, name } of found.data?.rows ?? []) rows.set(id, { rowId: id, name });
  return (
    <MultiSelect
      className={classes.value ?? ''}
      size="xs"
      aria-label="Value"
      searchable
      comboboxProps={inside}
      placeholder={chosen.length === 0 && table ? titleOf(table) : ''}
      data={[...rows.values()].map(({ rowId, name }) => ({ value: rowId, label: name || rowId }))}
      value={chosen.map(({ rowId }) => rowId)}
      onSearchChange={setText}
      onChange={(ids) => onChange(ids.flatMap((id) => rows.get(id) ?? []))}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'Nothing found'}
    />
  );
}
