// A day of a calendar with its events; what is dropped on it moves here.
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Column, Table } from '../../api/schema';
import { IconPlus } from '../../parts/icons';
import classes from './Calendar.module.css';
import { longDay, shortMonth, weekdayName } from './days';
import { EventChip } from './EventChip';
import type { CalendarEvent } from './events';

interface Props {
  calendar: string;
  table: Table;
  day: string;
  today: string;
  /** In another month than the one that is shown. */
  outside: boolean;
  events: CalendarEvent[];
  most: number;
  color: Column | undefined;
  details: Column[];
  movable: boolean;
  onMove: (event: CalendarEvent, to: string) => void;
  onAdd: (() => void) | undefined;
}

export function DayCell({ calendar, table, day, today, outside, events, most, color, details, movable, onMove, onAdd }: Props) {
  const element = useRef<HTMLTableCellElement>(null);
  const [over, setOver] = useState(false);
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ day }),
      canDrop: ({ source }) => source.data.calendar === calendar,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [calendar, day]);
  const shown = all ? events : events.slice(0, most);
  const number = Number(day.slice(8));
  return (
    <td ref={element} className={classes.day} data-day={day} data-outside={outside || undefined} data-over={over || undefined} data-empty={events.length === 0 || undefined}>
      <div className={classes.dayHead}>
        <time dateTime={day} className={classes.number} aria-current={day === today ? 'date' : undefined} aria-label={longDay(day)}>
          <span className={classes.weekday}>{weekdayName(day)} </span>
          {number}
          {number === 1 && <span className={classes.month}> {shortMonth(day)}</span>}
        </time>
        {onAdd && (
          <ActionIcon className={`${classes.add} no-print`} variant="subtle" color="gray" size={24} aria-label={`New row on ${longDay(day)}`} onClick={onAdd}>
            <IconPlus size={12} />
          </ActionIcon>
        )}
      </div>
      {shown.map((event) => (
        <EventChip key={event.row.id} calendar={calendar} table={table} event={event} day={day} color={color} details={details} movable={movable} onMove={(to) => onMove(event, to)} />
      ))}
      {events.length > most && (
        <button type="button" className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'fewer' : `${events.length - most} more`}
        </button>
      )}
    </td>
  );
}
