// A view as a timeline: each row a bar from one date to another, in the groups of the view, with a line for today.
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import type { RowQuery } from '../../api/rows';
import { titleOf } from '../../api/schema';
import { useOpen } from '../../app/open';
import { RecordLink } from '../../app/RecordLink';
import { useSchema } from '../../app/schemaContext';
import { todayIn } from '../../columns/editors/context';
import { whyReadOnly } from '../../columns/editors/parseText';
import { useWriter } from '../../edit/writer';
import { Failure } from '../../parts/Failure';
import { IconLock, IconTimeline } from '../../parts/icons';
import { Message } from '../../parts/Message';
import { useAnnounce } from '../../parts/useAnnounce';
import type { LayoutProps } from '../../views/viewQuery';
import { dayNumber, isoOf } from '../calendar/days';
import layoutClasses from '../Layouts.module.css';
import { NoRows } from '../NoRows';
import { unique } from '../pick';
import { toneBy } from '../tone';
import { TooMany } from '../TooMany';
import { useViewRows } from '../useViewRows';
import { rowGroups } from './groups';
import { barOf, dayWidth, majorTicks, minorTicks, rangeOf, zooms, type Bar, type Tick, type Zoom } from './scale';
import classes from './Timeline.module.css';
import { TimelineBar } from './TimelineBar';
import { timelineColumns } from './timelineColumns';

export default function TimelineLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const schema = useSchema();
  const open = useOpen();
  const { write } = useWriter();
  const { region, announce } = useAnnounce();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => timelineColumns(schema, table, view, asked.group), [schema, table, view, asked.group]);
  const { start, end, progress, color, group } = columns;
  const display = schema.displayOf(table);
  const query = useMemo<RowQuery>(
    () => ({ ...asked, columns: unique([display, start, end, progress, color, group]).map(({ id }) => id) }),
    [asked, display, start, end, progress, color, group],
  );
  const rows = useViewRows(table, view, query, start !== undefined && end !== undefined);
  const zoom: Zoom = zooms.find((name) => name === search.options?.zoom) ?? 'quarter';
  const width = dayWidth[zoom];
  const today = dayNumber(todayIn(schema.answer.timeZone)) ?? 0;

  const drawn = useMemo(() => {
    if (!rows.data || !start || !end) return undefined;
    const bars = new Map<string, Bar>();
    for (const row of rows.data.rows) {
      const bar = barOf(row, start, end);
      if (bar) bars.set(row.id, bar);
    }
    const groups = rowGroups(rows.data.rows.filter(({ id }) => bars.has(id)), group);
    return { bars, groups, range: rangeOf([...bars.values()], today), undated: rows.data.rows.filter(({ id }) => !bars.has(id)) };
  }, [rows.data, start, end, group, today]);
  const from = drawn?.range.from;
  const scrollToToday = () => {
    const element = scroller.current;
    if (element && from !== undefined) element.scrollLeft = Math.max(0, (today - from) * width - element.clientWidth / 3);
  };
  useEffect(scrollToToday, [from, width]);

  if (!start || !end) {
    return (
      <Message icon={<IconTimeline size={22} />} title="No dates">
        A timeline needs a column of dates. {titleOf(table)} has none.
      </Message>
    );
  }
  const locked = [start, end].map((column) => whyReadOnly(column)).find((why) => why !== undefined);
  const move = (to: Bar) => {
    const { row } = to;
    const put = (column: typeof start, day: number) => isoOf(day) + (column.storage === 'instant' ? String(row.values[column.id] ?? '').slice(10) : '');
    const cells = { [start.id]: put(start, to.from), [end.id]: put(end, to.to) };
    const expected = { [start.id]: row.values[start.id] ?? null, [end.id]: row.values[end.id] ?? null };
    const name = row.name || 'The row';
    write([{ write: { table: table.id, row: row.id, cells, expected } }], { toast: `${name} moved.` }).then(
      (outcome) => outcome && announce(`${name} saved.`),
      () => announce(`${name} was not moved.`),
    );
  };
  const total = drawn ? (drawn.range.to - drawn.range.from) * width : 0;
  return (
    <>
      <div className={`${layoutClasses.bar} no-print`}>
        <SegmentedControl
          size="xs"
          aria-label="Zoom"
          data={zooms.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }))}
          value={zoom}
          onChange={(value) => change({ options: { ...search.options, zoom: value } })}
        />
        <Button variant="default" size="xs" onClick={scrollToToday}>
          Today
        </Button>
        {!locked && <span className={classes.hint}>Drag a bar or its ends; or focus it and use ← →, with Shift for its end, Enter to save.</span>}
      </div>
      {locked && (
        <p className={layoutClasses.note}>
          <IconLock size={12} aria-hidden /> Bars cannot be moved. {locked}
        </p>
      )}
      {rows.isError ? (
        <Failure error={rows.error} again={() => void rows.refetch()} />
      ) : !rows.data || !drawn ? (
        <Skeleton height={480} role="status" aria-label="Reading the timeline" />
      ) : rows.data.total === 0 ? (
        <NoRows table={table} view={view} search={search} change={change} />
      ) : (
        <>
          <TooMany page={rows.data} />
          <div ref={scroller} className={classes.scroller} tabIndex={0} role="region" aria-label={`Timeline of ${titleOf(view)}`}>
            <div className={classes.stage} style={{ '--timeline-width': `${total}px` } as CSSProperties}>
              <div className={classes.head} aria-hidden>
                <div className={classes.corner} />
                <div className={classes.ticks}>
                  <Ticks ticks={majorTicks(drawn.range, zoom)} width={width} />
                  <Ticks ticks={minorTicks(drawn.range, zoom)} width={width} minor />
                </div>
              </div>
              <div className={classes.today} style={{ left: `calc(var(--timeline-names) + ${(today - drawn.range.from) * width}px)` }} aria-hidden />
              {drawn.groups.map(({ key, title, rows: members }) => (
                <section key={key} aria-label={title || undefined}>
                  {group && (
                    <h2 className={classes.groupTitle}>
                      <span>
                        {title} <span className={classes.count}>{members.length}</span>
                      </span>
                    </h2>
                  )}
                  {members.map((row) => {
                    const bar = drawn.bars.get(row.id);
                    const share = progress && row.values[progress.id];
                    return (
                      <div key={row.id} className={classes.row}>
                        <div className={classes.name}>
                          <RecordLink table={table.id} row={row.id}>
                            {row.name || 'Without a name'}
                          </RecordLink>
                        </div>
                        <div className={classes.track}>
                          {bar && (
                            <TimelineBar
                              bar={bar}
                              origin={drawn.range.from}
                              width={width}
                              tone={toneBy(row, color)}
                              progress={typeof share === 'number' ? share : undefined}
                              movable={!locked}
                              onMove={move}
                              onOpen={() => open.peek(table.id, row.id)}
                              announce={announce}
                            />
                          )}
                        </div>
                      </div>
                    );
                  })}
                </section>
              ))}
            </div>
          </div>
          {drawn.undated.length > 0 && (
            <details className={classes.undated}>
              <summary>
                {drawn.undated.length} without {titleOf(start).toLowerCase()} and {titleOf(end).toLowerCase()}
              </summary>
              <ul>
                {drawn.undated.slice(0, 200).map((row) => (
                  <li key={row.id}>
                    <RecordLink table={table.id} row={row.id}>
                      {row.name || row.id}
                    </RecordLink>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      {region}
    </>
  );
}

function Ticks({ ticks, width, minor = false }: { ticks: Tick[]; width: number; minor?: boolean }) {
  return (
    <div className={classes.tickRow} data-minor={minor || undefined}>
      {ticks.map(({ label, from, days }) => (
        <span key={from} style={{ width: days * width }}>
          <span>{days * width > 14 ? label : ''}</span>
        </span>
      ))}
    </div>
  );
}
