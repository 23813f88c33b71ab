import type { EditorDescriptor, EditorProps } from './editor';
import { NumberLine, parseNumber, writeNumber } from './numeric';

const Percent = (props: EditorProps) => <NumberLine {...props} unit="%" />;

/** "12" and "12 %" are both twelve percent: the column holds 0 to 100. */
export const percent: EditorDescriptor = {
  types: ['percent'],
  component: Percent,
  parse: (column, typed, context) => parseNumber(column, typed, context, true),
  write: writeNumber,
};
