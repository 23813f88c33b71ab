// Rows of another table that belong to this record, as a compact table.
import { Button, Table as MantineTable } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { keys } from '../api/queries';
import { fetchRowPage } from '../api/rows';
import { titleOf, type Column, type RelatedList as List, type Schema, type Table, type View } from '../api/schema';
import { viewSegment } from '../app/links';
import { useOpen } from '../app/open';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { Cell } from '../columns/Cell';
import { isNumeric } from '../columns/format';
import { Failure } from '../parts/Failure';
import { IconPlus, IconTable } from '../parts/icons';
import { PageSkeleton } from '../parts/PageSkeleton';
import { listTitle, pointsTo } from './layout';
import { useRecord } from './recordContext';
import classes from './RelatedList.module.css';

const FIRST = 10;
const MOST = 500;

/** Those the blueprint names, else of the view, else the first that say something about a row. */
function columnsOf(schema: Schema, table: Table, view: View | undefined, list: List): Column[] {
  const by = schema.column(table, list.by);
  const display = schema.displayOf(table); // stands first in any case
  if (list.columns) return list.columns.flatMap((id) => schema.column(table, id) ?? []).filter((column) => column !== display);
  const all = view && view.columns.length > 0 ? schema.columnsOf(table, view) : table.columns;
  return all
    .filter((column) => column !== by && column !== display && column.type !== 'canvas' && column.type !== 'row-id' && column.type !== 'button')
    .slice(0, 5);
}

export function RelatedList({ list }: { list: List }) {
  const { table: here, record, asOf } = useRecord();
  const schema = useSchema();
  const open = useOpen();
  const [all, setAll] = useState(false);
  const table = schema.table(list.table);
  const by = table && schema.column(table, list.by);
  const view = table && ((list.view && schema.view(list.view)?.view) || schema.defaultView(table));
  const display = table && schema.displayOf(table);
  const columns = useMemo(() => (table ? columnsOf(schema, table, view, list) : []), [schema, table, view, list]);
  const source = (list.view && view?.id) || table?.id || '';
  const query = useMemo(
    () => ({
      filter: by ? pointsTo(by, record.id) : 'false',
      group: [] as string[],
      columns: [...(display ? [display.id] : []), ...columns.map(({ id }) => id)],
      ...(asOf ? { asOf } : {}),
    }),
    [by, record.id, columns, display, asOf],
  );
  const rows = useQuery({
    queryKey: keys.rows(table?.id ?? '', source, { ...query, related: all }),
    queryFn: ({ signal }) => fetchRowPage(source, query, 0, all ? MOST : FIRST, signal),
    enabled: table !== undefined,
  });
  if (!table || !by) return null;
  const title = listTitle(schema, list);
  const page = rows.data;
  return (
    <section className={classes.list} aria-label={title}>
      <header className={classes.head}>
        <h2>
          {title} {page && <span className={classes.count}>{page.total}</span>}
        </h2>
        <span className={`${classes.tools} no-print`}>
          {view && (
            <Link
              className={classes.open}
              to="/view/$view"
              params={{ view: viewSegment(view) }}
              search={{ filter: { all: [{ column: by.id, operator: 'any', value: [{ rowId: record.id, name: record.name }] }] } }}
            >
              <IconTable size={14} aria-hidden /> Open as view
            </Link>
          )}
          {by.writable && !asOf && (
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => open.add(table.id, { [by.id]: record.id })}>
              Add<span className="visually-hidden"> to {title}</span>
            </Button>
          )}
        </span>
      </header>
      {rows.isError && <Failure error={rows.error} again={() => void rows.refetch()} />}
      {rows.isPending && <PageSkeleton rows={3} />}
      {page && page.total === 0 && <p className={classes.none}>None yet for {record.name || titleOf(here)}.</p>}
      {page && page.total > 0 && (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={`${title}, scrolls sideways`}>
          <MantineTable className={classes.table ?? ''} highlightOnHover>
            <MantineTable.Thead>
              <MantineTable.Tr>
                <MantineTable.Th scope="col">{display ? titleOf(display) : 'Name'}</MantineTable.Th>
                {columns.map((column) => (
                  <MantineTable.Th key={column.id} scope="col" data-numeric={isNumeric(column) || undefined}>
                    {titleOf(column)}
                  </MantineTable.Th>
                ))}
              </MantineTable.Tr>
            </MantineTable.Thead>
            <MantineTable.Tbody>
              {page.rows.map((row) => (
                <MantineTable.Tr key={row.id}>
                  <MantineTable.Th scope="row">
                    <RecordLink table={table.id} row={row.id} className={classes.name}>
                      {row.name || row.id}
                    </RecordLink>
                  </MantineTable.Th>
                  {columns.map((column) => (
                    <MantineTable.Td key={column.id} data-numeric={isNumeric(column) || undefined}>
                      <Cell column={column} value={row.values[column.id]} style={row.styles[column.id]} />
                    </MantineTable.Td>
                  ))}
                </MantineTable.Tr>
              ))}
            </MantineTable.Tbody>
          </MantineTable>
        </div>
      )}
      {page && page.total > page.rows.length && !all && (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setAll(true)}>
          Show {page.total > MOST ? `the first ${MOST} of ${page.total}` : `all ${page.total}`}
        </Button>
      )}
    </section>
  );
}
