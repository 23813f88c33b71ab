import type { EditorDescriptor, EditorProps } from './editor';
import { accept } from './parse/parsed';
import { RowPicker } from './RowPicker';

const One = (props: EditorProps) => <RowPicker {...props} multiple={false} />;

/** A typed name is looked up by the server when it is written; it says so when there is no such row. */
export const relation: EditorDescriptor = {
  types: ['relation', 'person'],
  component: One,
  parse: (_, typed) => accept(typed.trim()),
};
