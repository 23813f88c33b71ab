import type { EditorDescriptor, EditorProps } from './editor';
import { NumberLine, parseNumber, writeNumber } from './numeric';

const Plain = (props: EditorProps) => <NumberLine {...props} unit={props.column.suffix} />;

export const number: EditorDescriptor = { types: ['number'], component: Plain, parse: parseNumber, write: writeNumber };
