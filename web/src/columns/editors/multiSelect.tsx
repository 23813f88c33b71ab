import type { EditorDescriptor, EditorProps } from './editor';
import { OptionPicker } from './OptionPicker';
import { splitOptions } from './parse/choice';
import { accept, refuse } from './parse/parsed';
import { noOption, optionNames } from './select';

const Several = (props: EditorProps) => <OptionPicker {...props} multiple />;

export const multiSelect: EditorDescriptor = {
  types: ['multi-select'],
  component: Several,
  parse(column, typed) {
    const { found, unknown } = splitOptions(optionNames(column), typed);
    return unknown[0] === undefined ? accept(found) : refuse(noOption(column, unknown[0]));
  },
};
