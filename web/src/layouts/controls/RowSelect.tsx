// One row of a table, found by typing: for controls. (A cell's editor is columns/editors/RowPicker; that one makes rows, too.)
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/queries';
import { fetchRecord, fetchRowPage } from '../../api/rows';
import { titleOf } from '../../api/schema';
import { useSchema } from '../../app/schemaContext';

interface Props {
  label: string;
  target: string;
  value: string | undefined;
  onChange: (row: string | undefined) => void;
}

const SEARCH_MS = 120;
const FOUND = 50;

export function RowSelect({ label, target, value, onChange }: Props) {
  const schema = useSchema();
  const table = schema.table(target);
  const display = table && schema.displayOf(table);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), SEARCH_MS);
  const chosen = useQuery({
    queryKey: keys.record(table?.id ?? '', value ?? ''),
    queryFn: ({ signal }) => fetchRecord(table?.id ?? '', value ?? '', signal),
    enabled: table !== undefined && value !== undefined,
  });
  const chosenName = value === undefined ? undefined : (chosen.data?.name ?? (chosen.isError ? `${value} (not found)` : '…'));
  // What stands in the field because it is chosen is no search.
  const wanted = search === chosenName ? '' : search;
  const found = useQuery({
    queryKey: keys.options(table?.id ?? '', wanted),
    queryFn: ({ signal }) =>
      fetchRowPage(table?.id ?? '', { ...(wanted ? { search: wanted } : {}), ...(display ? { columns: [display.id] } : {}) }, 0, FOUND, signal),
    placeholderData: keepPreviousData,
    enabled: table !== undefined,
  });
  const data = found.data?.rows.map(({ id, name }) => ({ value: id, label: name || id })) ?? [];
  if (value !== undefined && !data.some((item) => item.value === value)) data.unshift({ value, label: chosenName ?? value });
  return (
    <Select
      label={label}
      placeholder={table ? `All ${titleOf(table).toLowerCase()}` : 'All'}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      data={data}
      value={value ?? null}
      onChange={(row) => onChange(row ?? undefined)}
      onSearchChange={setText}
      {...(wanted ? { filter: ({ options }) => options } : {})}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'Nothing found'}
    />
  );
}
