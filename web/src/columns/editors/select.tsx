import type { Column } from '../../api/schema';
import type { EditorDescriptor, EditorProps } from './editor';
import { OptionPicker } from './OptionPicker';
import { findOption } from './parse/choice';
import { accept, refuse } from './parse/parsed';

const One = (props: EditorProps) => <OptionPicker {...props} multiple={false} />;

export const optionNames = (column: Column) => column.options?.map(({ name }) => name) ?? [];

export function noOption(column: Column, typed: string): string {
  const names = optionNames(column);
  const some = names.slice(0, 6).join(', ');
  return `“${typed}” is not an option. There are ${some}${names.length > 6 ? ` and ${names.length - 6} more` : ''}.`;
}

export const select: EditorDescriptor = {
  types: ['select'],
  component: One,
  parse(column, typed) {
    const option = findOption(optionNames(column), typed);
    return option === undefined ? refuse(noOption(column, typed.trim())) : accept(option);
  },
};
