import type { EditorDescriptor, EditorProps } from './editor';
import { LineEditor } from './LineEditor';
import { accept } from './parse/parsed';

const Phone = (props: EditorProps) => <LineEditor {...props} inputMode="tel" placeholder="+47 …" />;

export const phone: EditorDescriptor = {
  types: ['phone'],
  component: Phone,
  parse: (_, typed) => accept(typed.trim()),
};
