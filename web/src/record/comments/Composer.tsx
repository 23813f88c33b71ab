// Where a comment is written: a new one, an answer, or another text of one's own. Ctrl+Enter sends, Esc leaves.
import { Button, Group, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import classes from './Comments.module.css';

interface Props {
  label: string;
  send: string;
  start?: string;
  autoFocus?: boolean;
  /** Throws when it is refused; then what was written stays. */
  onSend: (text: string) => Promise<void>;
  onCancel?: (() => void) | undefined;
}

export function Composer({ label, send, start = '', autoFocus = false, onSend, onCancel }: Props) {
  const [text, setText] = useState(start);
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    try {
      await onSend(text);
      setText('');
      setFault(undefined);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={text}
        error={fault}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        // Esc leaves what is written, not the panel that it is in.
        data-mantine-stop-propagation={onCancel ? true : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group justify="flex-end" gap={6}>
        {onCancel && (
          <Button variant="default" size="compact-sm" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" size="compact-sm" loading={sending} disabled={text.trim() === ''}>
          {send}
        </Button>
      </Group>
    </form>
  );
}
