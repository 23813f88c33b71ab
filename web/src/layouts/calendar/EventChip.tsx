// An event on its day. It moves by being dragged, with Alt and an arrow, or by a date that is typed.
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon, Button, Popover } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { titleOf, type Column, type Table } from '../../api/schema';
import { RecordLink } from '../../app/RecordLink';
import { formatCell } from '../../columns/format';
import { IconCalendarEvent } from '../../parts/icons';
import { toneBy } from '../tone';
import classes from './Calendar.module.css';
import { addDays } from './days';
import type { CalendarEvent } from './events';

interface Props {
  calendar: string;
  table: Table;
  event: CalendarEvent;
  day: string;
  color: Column | undefined;
  details: Column[];
  movable: boolean;
  onMove: (to: string) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function EventChip({ calendar, table, event: { row, from }, day, color, details, movable, onMove }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(from);
  useEffect(() => {
    if (!element.current || !movable) return;
    return draggable({ element: element.current, getInitialData: () => ({ calendar, row: row.id, day }) });
  }, [calendar, row.id, day, movable]);
  const name = row.name || 'Without a name';
  const words = [color, ...details].flatMap((column) => {
    const text = column && formatCell(column, row.values[column.id]);
    return column && text ? [`${titleOf(column)}: ${text}`] : [];
  });
  const onKeyDown = (pressed: KeyboardEvent) => {
    const step = steps[pressed.key];
    if (!movable || !pressed.altKey || step === undefined) return;
    pressed.preventDefault();
    onMove(addDays(from, step));
  };
  return (
    <div ref={element} className={classes.event} data-event={row.id} data-tone={toneBy(row, color)} data-movable={movable || undefined} title={[name, ...words].join('\n')} onKeyDown={onKeyDown}>
      <RecordLink table={table.id} row={row.id} draggable={false} className={classes.eventName}>
        {day > from && <span aria-hidden>… </span>}
        {name}
        {words.length > 0 && <span className="visually-hidden">, {words.join(', ')}</span>}
      </RecordLink>
      {movable && (
        <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <ActionIcon className={`${classes.move} no-print`} variant="subtle" color="gray" size={24} aria-label={`Move ${name} to another day`} onClick={() => setOpened(!opened)}>
              <IconCalendarEvent size={12} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <form
              className={classes.moveForm}
              onSubmit={(submitted) => {
                submitted.preventDefault();
                setOpened(false);
                if (typed && typed !== from) onMove(typed);
              }}
            >
              <label>
                Move to
                <input type="date" value={typed} onChange={(changed) => setTyped(changed.currentTarget.value)} required />
              </label>
              <Button type="submit" size="compact-sm">
                Move
              </Button>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
