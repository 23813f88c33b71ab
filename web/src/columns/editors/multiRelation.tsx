import { isRowLink, itemsOf } from '../../api/values';
import type { EditorDescriptor, EditorProps } from './editor';
import { splitNames } from './parse/choice';
import { accept } from './parse/parsed';
import { RowPicker } from './RowPicker';

const Several = (props: EditorProps) => <RowPicker {...props} multiple />;

const quoted = (name: string) => (/[,;"\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

export const multiRelation: EditorDescriptor = {
  types: ['multi-relation', 'multi-person'],
  component: Several,
  parse: (_, typed) => accept(splitNames(typed)),
  write: (_, value) => itemsOf(value).map((item) => quoted(isRowLink(item) ? item.name : String(item))).join(', '),
};
