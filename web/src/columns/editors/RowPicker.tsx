// One or several rows of another table, found by the server as one types; a row that is not there yet can be made here.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sendEdits } from '../../api/edits';
import { keys } from '../../api/queries';
import { fetchRowPage } from '../../api/rows';
import { titleOf, type Schema, type Table } from '../../api/schema';
import { isRowLink, itemsOf } from '../../api/values';
import { useOpen } from '../../app/open';
import { useSchema } from '../../app/schemaContext';
import type { EditorProps } from './editor';
import { Picker, type PickerItem } from './Picker';
import { parseText } from './parseText';

const SEARCH_MS = 120;
const FOUND = 50;

/** A row can be made of its name alone: nothing else is needed, or has a default. */
export function madeOfName(schema: Schema, table: Table): boolean {
  const display = schema.displayOf(table);
  return (
    display !== undefined && display.writable && display.storage === 'text' &&
    table.columns.every((column) => column === display || !column.required || column.default !== undefined || !column.writable)
  );
}

export function RowPicker({ multiple, ...props }: EditorProps & { multiple: boolean }) {
  const { column, value } = props;
  const schema = useSchema();
  const open = useOpen();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), SEARCH_MS);
  const target = column.target ? schema.table(column.target) : undefined;
  const display = target && schema.displayOf(target);
  const found = useQuery({
    queryKey: keys.options(target?.id ?? '', search),
    queryFn: ({ signal }) =>
      fetchRowPage(target?.id ?? '', { ...(search ? { search } : {}), ...(display ? { columns: [display.id] } : {}) }, 0, FOUND, signal),
    placeholderData: keepPreviousData,
    enabled: target !== undefined,
  });
  const chosen = itemsOf(value).map((item): PickerItem =>
    isRowLink(item) ? { key: item.rowId, label: item.name } : { key: String(item), label: String(item) },
  );
  const create = async (name: string): Promise<PickerItem | undefined> => {
    if (!target || !display) return undefined;
    if (!madeOfName(schema, target)) {
      open.add(target.id, { [display.id]: name });
      return undefined;
    }
    const read = parseText(display, name);
    if (read.error !== undefined) throw new Error(read.error);
    const { inserted } = await sendEdits({ actions: [{ write: { table: target.id, cells: { [display.id]: read.value } } }] });
    return inserted[0] ? { key: inserted[0], label: name } : undefined;
  };
  const total = found.data?.total ?? 0;
  return (
    <Picker
      {...props}
      multiple={multiple}
      chosen={chosen}
      items={found.data?.rows.map((row) => ({ key: row.id, label: row.name || row.id })) ?? []}
      onSearch={setText}
      loading={found.isFetching}
      failure={found.isError ? found.error.message : undefined}
      more={total > FOUND ? `${total - FOUND} more; type to find them` : undefined}
      toValue={(rows) => {
        const links = rows.map(({ key, label }) => ({ rowId: key, name: label }));
        return multiple ? links : (links[0] ?? null);
      }}
      create={target && !target.system ? { words: (name) => `Create “${name}” in ${titleOf(target)}`, run: create } : undefined}
    />
  );
}
