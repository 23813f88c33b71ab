import type { EditorDescriptor, EditorProps } from './editor';
import { NumberLine, withinLimits, writeNumber } from './numeric';
import { readDuration } from './parse/number';
import { localeOf, refuse } from './parse/parsed';

const Days = (props: EditorProps) => <NumberLine {...props} unit={props.column.suffix ?? 'days'} />;

export const duration: EditorDescriptor = {
  types: ['duration'],
  component: Days,
  parse(column, typed, context) {
    const days = readDuration(typed, localeOf(context));
    return days === undefined ? refuse(`“${typed.trim()}” is not a length of time. Write days, or “2w”, “1d 12h”, “1:30”.`) : withinLimits(column, days);
  },
  write: writeNumber,
};
