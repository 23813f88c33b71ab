import { Checkbox } from '@mantine/core';
import { titleOf } from '../../api/schema';
import type { EditorDescriptor, EditorProps } from './editor';
import { fold, accept, refuse } from './parse/parsed';
import { moveOf, useEnd } from './useEnd';

function Tick(props: EditorProps) {
  const { column, value, placement, autoFocus, onChange } = props;
  const { commit, cancel } = useEnd(props);
  return (
    <Checkbox
      {...(props.id ? { id: props.id } : {})}
      size="xs"
      aria-label={props.id ? undefined : (props.label ?? titleOf(column))}
      error={props.error}
      checked={value === true}
      autoFocus={autoFocus ?? false}
      onChange={(event) => {
        onChange?.(event.currentTarget.checked);
        commit(event.currentTarget.checked);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel();
        const move = placement === 'cell' ? moveOf(event, placement) : undefined;
        if (!move) return;
        event.preventDefault();
        event.stopPropagation();
        commit(value === true, move);
      }}
      onBlur={() => placement === 'cell' && cancel()}
    />
  );
}

const meanings: [boolean, string[]][] = [
  [true, ['true', 'yes', 'y', '1', 'x', 'on', '✓', '✔', '☑', 'checked', 'ja', 'oui', 'si', 'wahr']],
  [false, ['false', 'no', 'n', '0', 'off', '✗', '☐', '-', 'unchecked', 'nei', 'nein', 'non', 'falsch']],
];

export const checkbox: EditorDescriptor = {
  types: ['checkbox'],
  component: Tick,
  toggles: true,
  parse(_, typed) {
    const meaning = meanings.find(([, words]) => words.includes(fold(typed)));
    return meaning ? accept(meaning[0]) : refuse(`“${typed.trim()}” is neither yes nor no.`);
  },
};
