// Search in what the view shows; "/" goes there from anywhere on the page.
import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useSingleKeys } from '../app/singleKeys';
import { IconSearch } from '../parts/icons';
import classes from './Toolbar.module.css';

const WAIT_MS = 180;

export function SearchBox({ value, onChange }: { value: string | undefined; onChange: (text: string | undefined) => void }) {
  const [text, setText] = useState(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value ?? '');
  const [singleKeys] = useSingleKeys();
  useHotkeys([['/', () => singleKeys && input.current?.focus()]]);
  useEffect(() => {
    if ((value ?? '') === sent.current) return;
    sent.current = value ?? '';
    setText(value ?? '');
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text || undefined);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <TextInput
      ref={input}
      className={classes.search ?? ''}
      size="xs"
      type="search"
      aria-label="Search in this view"
      placeholder={singleKeys ? 'Search  /' : 'Search'}
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (text) setText('');
        else event.currentTarget.blur();
      }}
    />
  );
}
