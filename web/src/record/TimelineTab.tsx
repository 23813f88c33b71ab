// What happened to a record, day by day.
import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actorName, fetchHistory } from '../api/history';
import { keys } from '../api/queries';
import { fetchRowPage } from '../api/rows';
import { titleOf, type TimelineSource } from '../api/schema';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { CanvasText } from '../columns/editors/CanvasText';
import { formatCell } from '../columns/format';
import { formatDay, readDay } from '../format/date';
import { toneBy } from '../layouts/tone';
import { Chip } from '../parts/Chip';
import { Failure } from '../parts/Failure';
import { IconActivity, IconTrendingDown, IconTrendingUp } from '../parts/icons';
import { Message } from '../parts/Message';
import { PageSkeleton } from '../parts/PageSkeleton';
import { pointsTo } from './layout';
import { useRecord } from './recordContext';
import { byDay, changesOf, eventsOf, type Happening } from './timeline';
import classes from './Timeline.module.css';

const MOST = 200;
const FIRST_DAYS = 30;

export function TimelineTab({ sources, changes }: { sources: TimelineSource[]; changes: string[] }) {
  const { table, record, asOf } = useRecord();
  const schema = useSchema();
  const [all, setAll] = useState(false);
  const events = useQueries({
    queries: sources.map((source) => {
      const other = schema.table(source.table);
      const [by, date] = [other && schema.column(other, source.by), other && schema.column(other, source.date)];
      const query = { filter: by ? pointsTo(by, record.id) : 'false', sort: date ? [`-${date.id}`] : [], group: [] as string[], ...(asOf ? { asOf } : {}) };
      return {
        queryKey: keys.rows(other?.id ?? '', other?.id ?? '', { ...query, timeline: true }),
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchRowPage(other?.id ?? '', query, 0, MOST, signal),
      };
    }),
  });
  const history = useQuery({
    queryKey: keys.history(table.id, { row: record.id, changes }),
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(changes.map((column) => fetchHistory({ table: table.id, row: record.id, column, limit: MOST }, signal)));
      return lists.flatMap(({ items }) => items);
    },
  });
  const failed = [...events, history].find(({ isError }) => isError);
  if (failed?.error) return <Failure error={failed.error} again={() => void failed.refetch()} />;
  if (history.isPending || events.some(({ isPending }) => isPending)) return <PageSkeleton rows={6} />;
  const happenings = [
    ...sources.flatMap((source, index) => {
      const other = schema.table(source.table);
      const date = other && schema.column(other, source.date);
      const column = (key: string | undefined) => (other && key ? schema.column(other, key) : undefined);
      if (!other || !date) return [];
      return eventsOf(other, events[index]?.data?.rows ?? [], date, { title: column(source.title), text: column(source.text), tone: column(source.tone) });
    }),
    ...changesOf(history.data ?? [], (id) => schema.column(table, id)),
  ];
  const days = byDay(asOf ? happenings.filter(({ day }) => day <= asOf.slice(0, 10)) : happenings);
  if (days.length === 0) {
    return (
      <Message icon={<IconActivity size={22} />} title="Nothing has happened yet">
        Engagements and changes of tracked values will stand here by day.
      </Message>
    );
  }
  return (
    <>
      <ol className={classes.days}>
        {days.slice(0, all ? undefined : FIRST_DAYS).map(({ day, happenings: list }) => (
          <li key={day}>
            <h2 className={classes.day}>
              <time dateTime={day}>{dayName(day)}</time>
            </h2>
            <ul className={classes.list}>
              {list.map((happening) => (
                <li key={happening.key} className={classes.item}>
                  {happening.event ? <Event {...happening.event} /> : happening.change && <Change {...happening.change} />}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {!all && days.length > FIRST_DAYS && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          Show all {days.length} days
        </Button>
      )}
    </>
  );
}

function dayName(day: string): string {
  const read = readDay(day);
  return read ? formatDay(read) : day;
}

function Event({ table, row, title, text, tone }: NonNullable<Happening['event']>) {
  const words = title && formatCell(title, row.values[title.id]);
  const body = text && row.values[text.id];
  const mood = tone && formatCell(tone, row.values[tone.id]);
  return (
    <div className={classes.event} data-tone={tone ? toneBy(row, tone) : 'blue'}>
      <p className={classes.title}>
        <RecordLink table={table.id} row={row.id} className={classes.link}>
          {words || row.name}
        </RecordLink>
        <span className={classes.kind}>{titleOf(table)}</span>
        {mood && <Chip tone={toneBy(row, tone)}>{mood}</Chip>}
      </p>
      {typeof body === 'string' && <div className={classes.text}>{text?.type === 'canvas' ? <CanvasText text={body} /> : body}</div>}
    </div>
  );
}

function Change({ column, before, after, item }: NonNullable<Happening['change']>) {
  const [from, to] = [formatCell(column, before) || 'blank', formatCell(column, after) || 'blank'];
  const rises = typeof before === 'number' && typeof after === 'number' ? after - before : 0;
  return (
    <p className={classes.change}>
      {rises > 0 ? <IconTrendingUp size={14} aria-hidden /> : rises < 0 ? <IconTrendingDown size={14} aria-hidden /> : <IconActivity size={14} aria-hidden />}
      <span>
        <b>{titleOf(column)}</b> {rises > 0 ? 'rose' : rises < 0 ? 'fell' : 'changed'} from <span className="number">{from}</span> to{' '}
        <span className="number">{to}</span>
        {!item.computed && <span className={classes.kind}> by {actorName(item.actor)}</span>}
      </span>
    </p>
  );
}
