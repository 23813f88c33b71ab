// A view as a calendar: rows stand on the day of one of their dates, and move to another by being given it.
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon, Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { RowQuery } from '../../api/rows';
import { titleOf } from '../../api/schema';
import { useOpen } from '../../app/open';
import { useSchema } from '../../app/schemaContext';
import { todayIn } from '../../columns/editors/context';
import { whyReadOnly } from '../../columns/editors/parseText';
import { useWriter } from '../../edit/writer';
import { Failure } from '../../parts/Failure';
import { IconCalendar, IconChevronLeft, IconChevronRight, IconLock } from '../../parts/icons';
import { Message } from '../../parts/Message';
import { useAnnounce } from '../../parts/useAnnounce';
import type { LayoutProps } from '../../views/viewQuery';
import layoutClasses from '../Layouts.module.css';
import { unique } from '../pick';
import { TooMany } from '../TooMany';
import { useViewRows } from '../useViewRows';
import classes from './Calendar.module.css';
import { DayCell } from './DayCell';
import { addDays, addMonths, dayNumber, firstWeekday, longDay, monthName, weekdayName, weeksOf, type Span } from './days';
import { Nearest } from './Nearest';
import { eventsByDay, movedCells, rangeFilter, type CalendarEvent } from './events';

const isDate = ({ storage }: { storage: string }) => storage === 'date' || storage === 'instant';

export default function CalendarLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const schema = useSchema();
  const open = useOpen();
  const { write } = useWriter();
  const { region, announce } = useAnnounce();
  const calendar = useId();
  const element = useRef<HTMLTableElement>(null);
  const refocus = useRef<string>(undefined);
  const { at, options } = search;
  const dates = table.columns.filter(isDate);
  const own = view.calendar && schema.column(table, view.calendar.date);
  const date = dates.find(({ id }) => id === options?.date) ?? own ?? dates.find(({ writable }) => writable) ?? dates[0];
  const end = date === own && view.calendar?.end ? schema.column(table, view.calendar.end) : undefined;
  const color = view.calendar?.color ? schema.column(table, view.calendar.color) : undefined;
  const today = todayIn(schema.answer.timeZone);
  const anchor = dayNumber(at?.day) === undefined ? today : (at?.day ?? today);
  const span: Span = options?.span === 'week' ? 'week' : 'month';
  const weeks = useMemo(() => weeksOf(anchor, span, firstWeekday(navigator.language)), [anchor, span]);
  const days = useMemo(() => weeks.flat(), [weeks]);
  const display = schema.displayOf(table);
  const details = useMemo(() => schema.columnsOf(table, view).filter((column) => column !== display && column !== color && column !== date).slice(0, 4), [schema, table, view, display, color, date]);
  const query = useMemo<RowQuery>(() => {
    const range = date ? rangeFilter(date, end, days[0] ?? '', days.at(-1) ?? '') : '';
    const filter = asked.filter ? `(${asked.filter}) AND (${range})` : range;
    return { ...asked, filter, group: [], columns: unique([display, date, end, color, ...details]).map(({ id }) => id) };
  }, [asked, date, end, days, display, color, details]);
  const rows = useViewRows(table, view, query, date !== undefined);
  const byDay = useMemo(() => (date && rows.data ? eventsByDay(rows.data.rows, date, end, days) : undefined), [rows.data, date, end, days]);

  const move = (event: CalendarEvent, to: string) => {
    if (!date || to === event.from) return;
    const cells = movedCells(event.row, date, end, to);
    const expected = Object.fromEntries(Object.keys(cells).map((id) => [id, event.row.values[id] ?? null]));
    const name = event.row.name || 'The row';
    refocus.current = event.row.id;
    write([{ write: { table: table.id, row: event.row.id, cells, expected } }], { toast: `${name} moved to ${longDay(to)}.` }).then(
      (outcome) => outcome && announce(`${name} moved to ${longDay(to)}.`),
      () => announce(`${name} was not moved.`),
    );
  };
  // An event that was moved is another element on another day: the focus goes with it.
  useEffect(() => {
    const id = refocus.current;
    const link = id && element.current?.querySelector<HTMLElement>(`[data-event="${CSS.escape(id)}"] a`);
    if (!link) return;
    refocus.current = undefined;
    link.focus();
  }, [byDay]);
  const latest = useRef({ move, byDay });
  latest.current = { move, byDay };
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data.calendar === calendar,
        onDrop: ({ source, location }) => {
          const [from, to] = [String(source.data.day), location.current.dropTargets[0]?.data.day];
          const event = latest.current.byDay?.get(from)?.find(({ row }) => row.id === source.data.row);
          // What is dragged by its third day keeps that day under the pointer.
          if (event && typeof to === 'string') latest.current.move(event, addDays(event.from, (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0)));
        },
      }),
    [calendar],
  );

  if (!date) {
    return (
      <Message icon={<IconCalendar size={22} />} title="No dates">
        A calendar needs a column of dates. {titleOf(table)} has none.
      </Message>
    );
  }
  const locked = whyReadOnly(date);
  const set = (part: Record<string, string>) => change({ options: { ...options, ...part } });
  const go = (day: string) => change({ at: { ...at, day } });
  const step = (direction: number) => go(span === 'month' ? addMonths(`${anchor.slice(0, 7)}-01`, direction) : addDays(anchor, 7 * direction));
  return (
    <>
      <div className={`${layoutClasses.bar} no-print`}>
        <ActionIcon variant="default" size={30} aria-label={`Previous ${span}`} onClick={() => step(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size={30} aria-label={`Next ${span}`} onClick={() => step(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <Button variant="default" size="xs" onClick={() => go(today)}>
          Today
        </Button>
        <h2 className={layoutClasses.barTitle} aria-live="polite">
          {monthName(span === 'month' ? anchor : (days[3] ?? anchor))}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label="How much"
          data={[{ value: 'month', label: 'Month' }, { value: 'week', label: 'Week' }]}
          value={span}
          onChange={(value) => set({ span: value })}
        />
        {dates.length > 1 && (
          <Select
            size="xs"
            aria-label="The date that counts"
            allowDeselect={false}
            data={dates.map((column) => ({ value: column.id, label: titleOf(column) }))}
            value={date.id}
            onChange={(id) => id && set({ date: id })}
          />
        )}
      </div>
      {locked && (
        <p className={layoutClasses.note}>
          <IconLock size={12} aria-hidden /> Rows stay on their day: {titleOf(date)} cannot be written. {locked}
        </p>
      )}
      {rows.isError && <Failure error={rows.error} again={() => void rows.refetch()} />}
      {rows.data && <TooMany page={rows.data} />}
      {rows.isPending ? (
        <Skeleton height={520} role="status" aria-label="Reading the calendar" />
      ) : (
        byDay && (
          <>
            <table ref={element} className={classes.calendar} data-span={span} aria-label={`${titleOf(date)}, ${monthName(anchor)}`}>
              <thead>
                <tr>
                  {weeks[0]?.map((day) => (
                    <th key={day} scope="col">
                      {weekdayName(day)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeks.map((week) => (
                  <tr key={week[0]}>
                    {week.map((day) => (
                      <DayCell
                        key={day}
                        calendar={calendar}
                        table={table}
                        day={day}
                        today={today}
                        outside={span === 'month' && day.slice(0, 7) !== anchor.slice(0, 7)}
                        events={byDay.get(day) ?? []}
                        most={span === 'month' ? 4 : 30}
                        color={color}
                        details={details}
                        movable={!locked}
                        onMove={move}
                        onAdd={table.system || locked ? undefined : () => open.add(table.id, { [date.id]: day })}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {rows.data?.total === 0 && (
              <Nearest table={table} view={view} query={asked} date={date} span={span} first={days[0] ?? ''} last={days.at(-1) ?? ''} onDay={go} />
            )}
          </>
        )
      )}
      {region}
    </>
  );
}
