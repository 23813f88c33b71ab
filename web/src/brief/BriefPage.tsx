// A record on paper: its figures, what belongs to it, what was said last, and room for what comes next. It is printed or saved
// as PDF by the browser.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { keys } from '../api/queries';
import { fetchRecord, type RecordAnswer } from '../api/rows';
import { titleOf, type Table } from '../api/schema';
import { isBlank } from '../api/values';
import { keyOf, tableSegment } from '../app/links';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { Cell } from '../columns/Cell';
import { todayIn } from '../columns/editors/context';
import { formatDay, readDay } from '../format/date';
import { formatChange } from '../format/number';
import { NotFound } from '../pages/NotFound';
import { Failure } from '../parts/Failure';
import { IconPrinter } from '../parts/icons';
import classes from './Brief.module.css';
import { BriefRows, BriefTalks } from './BriefRows';
import { briefContents } from './contents';

export default function BriefPage() {
  const { table: segment, row } = useParams({ from: '/brief/$table/$row' });
  const table = useSchema().table(keyOf(segment));
  return table ? <Of table={table} row={row} /> : <NotFound what="table" />;
}

function Of({ table, row }: { table: Table; row: string }) {
  const query = useQuery({ queryKey: keys.record(table.id, row), queryFn: ({ signal }) => fetchRecord(table.id, row, signal) });
  if (query.isError) return <Failure error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={600} role="status" aria-label="Reading the brief" />;
  return <Paper table={table} record={query.data} />;
}

function Paper({ table, record }: { table: Table; record: RecordAnswer }) {
  const schema = useSchema();
  const contents = useMemo(() => briefContents(schema, table, record), [schema, table, record]);
  const today = readDay(todayIn(schema.answer.timeZone));
  return (
    <>
      <PageHeader
        crumbs={[{ title: titleOf(table) }]}
        title={`Brief: ${record.name}`}
        description="Composed of what is known today. Print it, or save it as PDF in the browser's print window."
      >
        <Button variant="default" size="xs" renderRoot={(props) => <Link {...props} to="/record/$table/$row" params={{ table: tableSegment(table), row: record.id }} />}>
          Open the record
        </Button>
        <Button size="xs" leftSection={<IconPrinter size={14} />} onClick={() => window.print()}>
          Print or save as PDF
        </Button>
      </PageHeader>
      <article className={classes.paper} aria-label={`Brief of ${record.name}`}>
        <header className={classes.head}>
          <p className={classes.name}>{record.name}</p>
          <p className={classes.date}>{today && formatDay(today)}</p>
        </header>
        <dl className={classes.figures}>
          {contents.figures.map((column) => {
            const value = record.values[column.id];
            const change = contents.deltas.get(column.id);
            const moved = change && record.values[change.id];
            return (
              <div key={column.id}>
                <dt>{titleOf(column)}</dt>
                <dd>
                  {isBlank(value) ? '–' : <Cell column={column} value={value} style={record.styles?.[column.id]} links={false} />}
                  {typeof moved === 'number' && <span className={classes.change} title={change && titleOf(change)}>{formatChange(moved)}</span>}
                </dd>
              </div>
            );
          })}
        </dl>
        {contents.facts.length > 0 && (
          <dl className={classes.facts}>
            {contents.facts
              .filter((column) => !isBlank(record.values[column.id]))
              .map((column) => (
                <div key={column.id}>
                  <dt>{titleOf(column)}</dt>
                  <dd>
                    <Cell column={column} value={record.values[column.id]} style={record.styles?.[column.id]} links={false} />
                  </dd>
                </div>
              ))}
          </dl>
        )}
        {contents.lists.map((list) => (
          <BriefRows key={list.key} list={list} record={record} />
        ))}
        {contents.timelines.map((timeline) => (
          <BriefTalks key={timeline.key} timeline={timeline} record={record} />
        ))}
      </article>
    </>
  );
}
