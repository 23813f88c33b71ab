// A view as a board: the values of one column are lanes, and a row moves by being given another value.
import { Select, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RowQuery } from '../../api/rows';
import { titleOf, type Column, type Schema, type Table } from '../../api/schema';
import { useSchema } from '../../app/schemaContext';
import { whyReadOnly } from '../../columns/editors/parseText';
import { formatNumber } from '../../format/number';
import { Failure } from '../../parts/Failure';
import { IconColumns, IconLock } from '../../parts/icons';
import { Message } from '../../parts/Message';
import type { LayoutProps } from '../../views/viewQuery';
import { Controls, controlsOf } from '../controls/Controls';
import layoutClasses from '../Layouts.module.css';
import { NoRows } from '../NoRows';
import { unique, valueColumnOf } from '../pick';
import { SummaryStrip } from '../summary/SummaryStrip';
import { Board } from './Board';
import classes from './Kanban.module.css';
import { useBoardRows } from './boardRows';
import { lanesOf } from './lanes';

/** A column whose values can be lanes: each row has one of not too many. */
const canBeLanes = ({ storage, type }: Column) => storage === 'boolean' || storage === 'row' || type === 'select' || type === 'text';

const laneColumnOf = (schema: Schema, table: Table, keys: string[]): Column | undefined =>
  keys.flatMap((key) => schema.column(table, key.replace(/^-/, '')) ?? []).find(canBeLanes) ??
  table.columns.find(({ type, writable }) => type === 'select' && writable);

/** A control that sets a relation of the table is also what a new row points at. */
function knownOf(schema: Schema, table: Table, controls: { name: string; target?: string }[], set: Record<string, string> | undefined) {
  const known: Record<string, string> = {};
  for (const { name, target } of controls) {
    const row = set?.[name];
    const column = target && table.columns.find((candidate) => candidate.storage === 'row' && schema.table(candidate.target ?? '') === schema.table(target));
    if (row && column) known[column.id] = row;
  }
  return known;
}

export default function KanbanLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const schema = useSchema();
  const column = laneColumnOf(schema, table, asked.group ?? view.group.map((key) => key.column));
  const columns = useMemo(() => schema.columnsOf(table, view), [schema, table, view]);
  const value = valueColumnOf(columns);
  const display = schema.displayOf(table);
  const fields = columns.filter((candidate) => candidate !== column && candidate !== display).slice(0, 10);
  const query = useMemo<RowQuery>(
    () => ({ ...asked, columns: unique([display, column, value, ...columns]).map(({ id }) => id) }),
    [asked, display, column, value, columns],
  );
  const [depths, setDepths] = useState<Record<string, number>>({});
  const rows = useBoardRows(table, view, query, column, value, depths);
  // The declared lanes are those of the view's own column.
  const declared = column && column.id === schema.column(table, view.group[0]?.column ?? '')?.id ? view.kanban?.lanes : undefined;
  const lanes = useMemo(() => (column && rows.data ? lanesOf(column, rows.data.rows, declared, value, rows.data.beyond) : []), [column, rows.data, declared, value]);
  const controls = controlsOf(schema, view.kanban?.controls);
  const locked = column && whyReadOnly(column);

  if (!column) {
    return (
      <Message icon={<IconColumns size={22} />} title="No column to make lanes of">
        A board needs a column with a few values, such as a select. {titleOf(table)} has none.
      </Message>
    );
  }
  const chooser = (
    <Select
      label="Lanes"
      searchable
      allowDeselect={false}
      data={table.columns.filter(canBeLanes).map((candidate) => ({ value: candidate.id, label: titleOf(candidate) }))}
      value={column.id}
      onChange={(id) => id && change({ group: [id] })}
    />
  );
  return (
    <>
      <div className={`${classes.tools} no-print`}>
        <Controls controls={controls} search={search} change={change} />
        {chooser}
      </div>
      {locked && (
        <p className={layoutClasses.note}>
          <IconLock size={12} aria-hidden /> Cards stay in their lane: {titleOf(column)} cannot be written. {locked}
        </p>
      )}
      {rows.isError ? (
        <Failure error={rows.error} again={() => void rows.refetch()} />
      ) : !rows.data ? (
        <BoardSkeleton lanes={lanes.length || declared?.length || column.options?.length || 4} />
      ) : rows.data.total === 0 && !declared ? (
        <NoRows table={table} view={view} search={search} change={change} />
      ) : (
        <>
          {rows.data.lanesLeft > 0 && (
            <p role="status" className={layoutClasses.note}>
              There are {formatNumber(rows.data.lanesLeft)} more lanes. Filter or search to see them, or choose other lanes.
            </p>
          )}
          <div className={classes.layout}>
            <Board
              table={table}
              column={column}
              lanes={lanes}
              fields={fields}
              value={value}
              movable={!locked}
              onDepth={(lane, depth) => setDepths((before) => ({ ...before, [lane]: depth }))}
              known={knownOf(schema, table, controls, search.control)}
            />
            {(rows.data.summary?.length ?? 0) > 0 && (
              <aside className={classes.aside} aria-label="Summary of the board">
                <SummaryStrip view={view} items={rows.data.summary ?? []} search={search} upright />
              </aside>
            )}
          </div>
        </>
      )}
    </>
  );
}

function BoardSkeleton({ lanes }: { lanes: number }) {
  return (
    <div className={classes.board} role="status" aria-label="Reading the board">
      {Array.from({ length: Math.min(lanes, 8) }, (_, index) => (
        <div key={index} className={classes.lane}>
          <Skeleton height={20} mb={10} />
          <Skeleton height={130} mb={8} />
          <Skeleton height={130} />
        </div>
      ))}
    </div>
  );
}
