// Cells with other values: pick a row and a column, write what it would be.
import { ActionIcon, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { fetchRowPage, type Row } from '../api/rows';
import { titleOf } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { editorOf } from '../columns/editors/all';
import { showValue } from '../explain/show';
import { IconX } from '../parts/icons';
import type { TriedCell } from './draft';
import classes from './WhatIf.module.css';

interface Props {
  cells: TriedCell[];
  onChange: (cells: TriedCell[]) => void;
}

export function CellsTried({ cells, onChange }: Props) {
  const schema = useSchema();
  const tables = schema.tables.filter(({ system }) => !system);
  const [tableKey, setTable] = useState(tables[0]?.id ?? '');
  const [row, setRow] = useState<Row>();
  const [columnKey, setColumn] = useState<string | null>(null);
  const table = schema.table(tableKey);
  const column = table && columnKey ? schema.column(table, columnKey) : undefined;
  const Editor = column && editorOf(column)?.component;
  const put = (cell: TriedCell) =>
    onChange([...cells.filter((one) => !(one.table === cell.table && one.row === cell.row && one.column === cell.column)), cell]);
  return (
    <div className={classes.cells}>
      {cells.length > 0 && (
        <ul className={classes.tried}>
          {cells.map((cell) => {
            const owner = schema.table(cell.table);
            const changed = owner && schema.column(owner, cell.column);
            return (
              <li key={`${cell.table}/${cell.row}/${cell.column}`}>
                <span>
                  {cell.name} · {titleOf(changed ?? { name: cell.column })} = <strong>{showValue(cell.value, changed ?? {})}</strong>
                </span>
                <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Drop ${titleOf(changed ?? { name: cell.column })} of ${cell.name}`} onClick={() => onChange(cells.filter((one) => one !== cell))}>
                  <IconX size={14} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      <div className={classes.picker}>
        <Select
          size="xs"
          label="Table"
          searchable
          data={tables.map((one) => ({ value: one.id, label: titleOf(one) }))}
          value={tableKey}
          allowDeselect={false}
          onChange={(value) => {
            setTable(value ?? '');
            setRow(undefined);
            setColumn(null);
          }}
        />
        <RowSelect key={tableKey} table={tableKey} onPick={setRow} />
        <Select
          size="xs"
          label="Column"
          searchable
          data={table?.columns.filter((one) => one.writable && editorOf(one)).map((one) => ({ value: one.id, label: titleOf(one) })) ?? []}
          value={columnKey}
          onChange={setColumn}
        />
      </div>
      {table && row && column && Editor && (
        <div className={classes.editor}>
          <span className={classes.sliderLabel}>
            {titleOf(column)} of {row.name}, now {showValue(row.values[column.id] ?? null, column)}
          </span>
          <Editor
            key={`${row.id}/${column.id}`}
            table={table}
            column={column}
            value={cells.find((cell) => cell.table === table.id && cell.row === row.id && cell.column === column.id)?.value ?? row.values[column.id]}
            placement="field"
            label={`${titleOf(column)} of ${row.name}`}
            onCommit={(value) => JSON.stringify(value) !== JSON.stringify(row.values[column.id] ?? null) && put({ table: table.id, row: row.id, name: row.name, column: column.id, value })}
            onCancel={() => undefined}
          />
        </div>
      )}
    </div>
  );
}

function RowSelect({ table, onPick }: { table: string; onPick: (row: Row | undefined) => void }) {
  const schema = useSchema();
  const owner = schema.table(table);
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Row>();
  const [typed] = useDebouncedValue(picked && search === picked.name ? '' : search.trim(), 200);
  const name = owner && schema.displayOf(owner);
  const { data } = useQuery({
    queryKey: ['rows', table, 'what if', typed],
    enabled: owner !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => fetchRowPage(table, typed && name ? { filter: `ContainsText([${name.name}] & "", "${typed.replaceAll('"', '""')}")` } : {}, 0, 20, signal),
  });
  const rows = data?.rows ?? [];
  const known = picked && !rows.some(({ id }) => id === picked.id) ? [picked, ...rows] : rows;
  return (
    <Select
      size="xs"
      label="Row"
      searchable
      nothingFoundMessage="No row fits"
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      data={known.map(({ id, name: label }) => ({ value: id, label: label || id }))}
      value={picked?.id ?? null}
      onChange={(id) => {
        const row = known.find((one) => one.id === id);
        setPicked(row);
        onPick(row);
      }}
    />
  );
}
