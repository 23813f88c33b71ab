// Choosing one or several of a list by typing: the editor of options, rows and people. What is chosen stands as chips before
// the text; Backspace takes the last one away.
import { Combobox, Loader, useCombobox } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { titleOf } from '../../api/schema';
import { Chip, type Tone } from '../../parts/Chip';
import { IconCheck, IconPlus, IconX } from '../../parts/icons';
import type { EditorProps } from './editor';
import classes from './Editor.module.css';
import { FieldError } from './FieldError';
import { fold } from './parse/parsed';
import { moveOf, useEnd } from './useEnd';
import type { Value } from '../../api/values';

export interface PickerItem {
  key: string;
  label: string;
  tone?: Tone;
  /** Behind the name, to tell two of the same name apart. */
  note?: string;
}

interface Props extends EditorProps {
  multiple: boolean;
  chosen: PickerItem[];
  items: PickerItem[];
  /** The items are what a search for the text found; otherwise the list is filtered here. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  /** Words for what goes wrong while searching. */
  failure?: string | undefined;
  toValue(chosen: PickerItem[]): Value;
  /** Words for how many more there are. */
  more?: string | undefined;
  /** Makes a new one of what was typed; undefined when that goes on elsewhere. */
  create?: { words(text: string): string; run(text: string): Promise<PickerItem | undefined> } | undefined;
}

const CREATE = '\u0000create';
const MOST = 200;

/** What is called so comes first, then what begins so: "Positive" is not "Very Positive". */
export function byMatch(items: PickerItem[], wanted: string): PickerItem[] {
  if (wanted === '') return items;
  const rank = ({ label }: PickerItem) => {
    const name = fold(label);
    return name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2;
  };
  return items.toSorted((a, b) => rank(a) - rank(b));
}

export function Picker(props: Props) {
  const { column, multiple, items, placement, onSearch, toValue, onChange, create, autoFocus, initialText } = props;
  const given = useMemo(() => props.chosen, [JSON.stringify(props.chosen)]);
  const [chosen, setChosen] = useState(given);
  const [text, setText] = useState(initialText ?? '');
  const [fault, setFault] = useState<string>();
  const changed = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { commit, cancel } = useEnd(props);

  useEffect(() => {
    if (!changed.current) setChosen(given);
  }, [given]);
  useLayoutEffect(() => {
    if (!autoFocus) return;
    input.current?.focus();
    combobox.openDropdown();
    if (initialText) onSearch?.(initialText);
  }, [autoFocus]);

  const shown = useMemo(() => {
    const wanted = fold(text);
    const matching = onSearch || wanted === '' ? items : items.filter(({ label }) => fold(label).includes(wanted));
    return byMatch(matching, wanted).slice(0, MOST);
  }, [items, text, onSearch]);
  const exact = shown.some(({ label }) => fold(label) === fold(text));
  const mayCreate = create && text.trim() !== '' && !exact && !props.loading;

  // What is typed points at its first match, so that Enter takes it.
  useEffect(() => {
    if (text !== '') combobox.selectFirstOption();
    else combobox.resetSelectedOption();
    combobox.updateSelectedOptionIndex();
  }, [text, shown.length, mayCreate]);

  const finish = (next: PickerItem[], move?: ReturnType<typeof moveOf>) => {
    changed.current = false;
    commit(toValue(next), move);
  };
  const put = (next: PickerItem[]) => {
    if (next.length === 0 && column.required) {
      setFault(`${titleOf(column)} is needed; it cannot be blank.`);
      return;
    }
    changed.current = true;
    setFault(undefined);
    setChosen(next);
    onChange?.(toValue(next));
    if (!multiple) {
      combobox.closeDropdown();
      finish(next);
    }
  };
  const isChosen = (key: string) => chosen.some((item) => item.key === key);
  const toggle = (item: PickerItem) => {
    setText('');
    onSearch?.('');
    if (!multiple) put([item]);
    else put(isChosen(item.key) ? chosen.filter(({ key }) => key !== item.key) : [...chosen, item]);
  };
  const submit = async (key: string) => {
    if (key !== CREATE) {
      const item = items.find((candidate) => candidate.key === key);
      if (item) toggle(item);
      return;
    }
    try {
      const made = await create?.run(text.trim());
      if (made) toggle(made);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const end = (move?: ReturnType<typeof moveOf>) => {
    setText('');
    combobox.closeDropdown();
    if (changed.current) finish(chosen, move);
    else if (placement === 'cell') {
      if (move) commit(toValue(chosen), move);
      else cancel();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      changed.current = false;
      setChosen(given);
      setText('');
      setFault(undefined);
      combobox.closeDropdown();
      onChange?.(toValue(given));
      cancel();
    } else if (event.key === 'Backspace' && text === '' && chosen.length > 0) {
      put(chosen.slice(0, -1));
    } else if (event.key === 'Enter' && combobox.dropdownOpened && combobox.getSelectedOptionIndex() !== -1) {
      event.stopPropagation(); // the list takes it
    } else {
      const move = moveOf(event, placement);
      if (!move) return;
      event.preventDefault();
      event.stopPropagation();
      if (placement === 'field' && !combobox.dropdownOpened) combobox.openDropdown();
      else end(move);
    }
  };
  const words = fault ?? props.error;
  return (
    <Combobox store={combobox} onOptionSubmit={(key) => void submit(key)} withinPortal position="bottom-start" middlewares={{ flip: true, shift: true }}>
      <Combobox.DropdownTarget>
        <span className={classes.picker} data-placement={placement} onClick={() => input.current?.focus()}>
          {chosen.map((item) => (
            <Chosen key={item.key} item={item} onRemove={() => put(chosen.filter(({ key }) => key !== item.key))} />
          ))}
          <Combobox.EventsTarget>
            <input
              ref={input}
              id={props.id}
              className={classes.search}
              value={text}
              aria-label={props.id ? undefined : (props.label ?? titleOf(column))}
              aria-invalid={words ? true : undefined}
              aria-describedby={words ? errorId : undefined}
              placeholder={chosen.length === 0 && placement === 'field' ? 'Type to find' : undefined}
              autoComplete="off"
              onChange={(event) => {
                setText(event.currentTarget.value);
                onSearch?.(event.currentTarget.value);
                combobox.openDropdown();
              }}
              onFocus={() => placement === 'cell' && combobox.openDropdown()}
              onClick={() => combobox.openDropdown()}
              onKeyDown={onKeyDown}
              onBlur={() => end()}
            />
          </Combobox.EventsTarget>
          {props.loading && <Loader size={14} aria-label="Searching" />}
        </span>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className={classes.dropdown} data-of-editor>
        <Combobox.Options mah={280} className={classes.options} aria-label={titleOf(column)}>
          {shown.map((item) => (
            <Combobox.Option key={item.key} value={item.key} active={isChosen(item.key)} className={classes.option ?? ''}>
              {item.tone ? <Chip tone={item.tone}>{item.label}</Chip> : <span>{item.label}</span>}
              {item.note && <span className={classes.note}>{item.note}</span>}
              {isChosen(item.key) && <IconCheck size={14} className={classes.tick} aria-hidden />}
            </Combobox.Option>
          ))}
          {mayCreate && (
            <Combobox.Option value={CREATE} className={classes.option ?? ''}>
              <IconPlus size={14} aria-hidden /> {create.words(text.trim())}
            </Combobox.Option>
          )}
          {shown.length === 0 && !mayCreate && (
            <Combobox.Empty>{props.failure ?? (props.loading ? 'Searching…' : 'Nothing matches')}</Combobox.Empty>
          )}
        </Combobox.Options>
        {props.more && <Combobox.Footer className={classes.more ?? ''}>{props.more}</Combobox.Footer>}
      </Combobox.Dropdown>
      <FieldError id={errorId} placement={placement}>
        {words}
      </FieldError>
    </Combobox>
  );
}

function Chosen({ item, onRemove }: { item: PickerItem; onRemove: () => void }) {
  return (
    <span className={classes.chosen} data-tone={item.tone ?? 'grey'}>
      {item.label}
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove ${item.label}`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          onRemove();
        }}
      >
        <IconX size={12} aria-hidden />
      </button>
    </span>
  );
}
