import type { EditorDescriptor } from './editor';
import { LineEditor } from './LineEditor';
import { accept } from './parse/parsed';

export const text: EditorDescriptor = {
  types: ['text'],
  component: LineEditor,
  parse: (_, typed) => accept(typed.trim()),
};
