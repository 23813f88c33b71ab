// One line of text that is read into a value: the editor of texts, numbers and dates.
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { titleOf } from '../../api/schema';
import { isBlank, sameValue, type Value } from '../../api/values';
import type { EditorProps } from './editor';
import { FieldError } from './FieldError';
import { useParseContext } from './context';
import classes from './Editor.module.css';
import { parseText, writeText } from './parseText';
import { moveOf, useEnd } from './useEnd';

interface Props extends EditorProps {
  inputMode?: 'text' | 'decimal' | 'email' | 'tel' | 'url';
  align?: 'right';
  placeholder?: string;
  /** Stands behind the text: a unit, a button that opens a calendar. */
  behind?: ReactNode;
  /** What the text means, while it is typed: the day that "+30" is. */
  hint?: (value: Value) => string | undefined;
}

export function LineEditor(props: Props) {
  const { column, value, placement, initialText, autoFocus, onChange, error } = props;
  const context = useParseContext();
  const written = writeText(column, value, context);
  const [text, setText] = useState(initialText ?? written);
  const [fault, setFault] = useState<string>();
  const touched = useRef(initialText !== undefined);
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const { commit, cancel } = useEnd(props);

  // What somebody else writes appears, unless one is typing.
  useEffect(() => {
    if (!touched.current) setText(written);
  }, [written]);
  useLayoutEffect(() => {
    if (!autoFocus) return;
    input.current?.focus();
    // Typing goes on behind the first letter; an opened value is selected, so that typing replaces it.
    if (initialText === undefined) input.current?.select();
    else input.current?.setSelectionRange(initialText.length, initialText.length);
  }, [autoFocus, initialText]);

  const parsed = parseText(column, text, context);
  const change = (next: string) => {
    touched.current = true;
    setText(next);
    setFault(undefined);
    const read = parseText(column, next, context);
    if (read.error === undefined) onChange?.(read.value);
  };
  const end = (move?: ReturnType<typeof moveOf>) => {
    if (!touched.current || text === written) {
      touched.current = false;
      if (placement === 'field') return;
      if (move) commit(value ?? null, move);
      else cancel();
      return;
    }
    if (parsed.error !== undefined) {
      setFault(parsed.error);
      return;
    }
    touched.current = false;
    if (placement === 'field') setText(writeText(column, parsed.value, context));
    if (move || !sameValue(parsed.value, value)) commit(parsed.value, move);
    else if (placement === 'cell') cancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      touched.current = false;
      setText(written);
      setFault(undefined);
      cancel();
      return;
    }
    const move = moveOf(event, placement);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    end(move);
  };
  const words = fault ?? error;
  const hint = touched.current && parsed.error === undefined && !isBlank(parsed.value) ? props.hint?.(parsed.value) : undefined;
  return (
    <span className={classes.line} data-placement={placement}>
      <input
        ref={input}
        id={props.id}
        className={classes.input}
        data-align={props.align}
        inputMode={props.inputMode ?? 'text'}
        value={text}
        placeholder={placement === 'field' ? props.placeholder : undefined}
        aria-label={props.id ? undefined : (props.label ?? titleOf(column))}
        aria-invalid={words ? true : undefined}
        aria-describedby={words ? errorId : undefined}
        aria-required={column.required || undefined}
        autoComplete="off"
        spellCheck={column.type === 'text'}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // Into the calendar that belongs to this field is not away from it.
          if (event.relatedTarget instanceof Element && event.relatedTarget.closest('[data-of-editor]')) return;
          end();
        }}
      />
      {props.behind && <span className={classes.behind}>{props.behind}</span>}
      {hint && <span className={classes.hint}>{hint}</span>}
      <FieldError id={errorId} placement={placement}>
        {words}
      </FieldError>
    </span>
  );
}
