import type { EditorDescriptor, EditorProps } from './editor';
import { formatMoment } from '../../format/date';
import { LineEditor } from './LineEditor';
import { CalendarButton } from './CalendarButton';
import { readTypedMoment } from './parse/date';
import { accept, localeOf, refuse } from './parse/parsed';
import { todayIn } from './context';
import { useState } from 'react';
import { useEnd } from './useEnd';

/** The day that a moment falls on for the reader, as "2026-11-27". */
const dayOf = (value: unknown) => {
  const at = new Date(String(value));
  return Number.isNaN(at.getTime()) ? null : todayIn(undefined, at);
};

/** The same time of day on another day. */
function onDay(value: unknown, day: string): string {
  const at = new Date(String(value));
  const time = Number.isNaN(at.getTime()) ? new Date(2000, 0, 1, 9, 0) : at;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, time.getHours(), time.getMinutes()).toISOString();
}

function Moment(props: EditorProps) {
  const { value, onChange } = props;
  const { commit } = useEnd(props);
  const [picked, setPicked] = useState(0);
  return (
    <LineEditor
      key={picked}
      {...props}
      placeholder="12 mar 14:30, tomorrow 9:00"
      hint={(moment) => formatMoment(String(moment))}
      behind={
        <CalendarButton
          value={dayOf(value)}
          onPick={(day) => {
            onChange?.(onDay(value, day));
            commit(onDay(value, day));
            setPicked(picked + 1);
          }}
        />
      }
    />
  );
}

export const dateTime: EditorDescriptor = {
  types: ['date-time'],
  component: Moment,
  parse(_, typed, context) {
    const moment = readTypedMoment(typed, context?.today ?? todayIn(undefined), localeOf(context));
    return moment ? accept(moment) : refuse(`“${typed.trim()}” is not a time. Write it as 12 Mar 2027 14:30, “now” or “tomorrow 9:00”.`);
  },
};
