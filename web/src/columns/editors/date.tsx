import type { EditorDescriptor, EditorProps } from './editor';
import { formatDay, readDay } from '../../format/date';
import { LineEditor } from './LineEditor';
import { CalendarButton } from './CalendarButton';
import { readTypedDay } from './parse/date';
import { accept, localeOf, refuse } from './parse/parsed';
import { todayIn } from './context';
import { useState } from 'react';
import { useEnd } from './useEnd';

function Day(props: EditorProps) {
  const { value, onChange } = props;
  const { commit } = useEnd(props);
  // A day that was picked is what the line shows next.
  const [picked, setPicked] = useState(0);
  return (
    <LineEditor
      key={picked}
      {...props}
      placeholder="12 mar, today, +30"
      hint={(day) => {
        const read = readDay(day);
        return read && formatDay(read);
      }}
      behind={
        <CalendarButton
          value={readDay(value) ? String(value).slice(0, 10) : null}
          onPick={(day) => {
            onChange?.(day);
            commit(day);
            setPicked(picked + 1);
          }}
        />
      }
    />
  );
}

export const date: EditorDescriptor = {
  types: ['date'],
  component: Day,
  parse(_, typed, context) {
    const day = readTypedDay(typed, context?.today ?? todayIn(undefined), localeOf(context));
    return day ? accept(day) : refuse(`“${typed.trim()}” is not a date. Write it as 12 Mar 2027, 2027-03-12, “today” or “+30”.`);
  },
};
