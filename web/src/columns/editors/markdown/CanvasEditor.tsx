// Rich text with a toolbar; saved as Markdown. Ctrl+Enter saves, Esc gives up.
import { Button, Group } from '@mantine/core';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { titleOf } from '../../../api/schema';
import { dropDraft, keepDraft, readDraft } from '../drafts';
import type { EditorProps } from '../editor';
import { FieldError } from '../FieldError';
import { useEnd } from '../useEnd';
import classes from './Canvas.module.css';
import { extensions } from './extensions';
import { CanvasToolbar } from './CanvasToolbar';

export default function CanvasEditor(props: EditorProps) {
  const { column, placement, autoFocus, initialText, onChange, draftKey } = props;
  const value = typeof props.value === 'string' ? props.value : '';
  const [draft] = useState(() => readDraft(draftKey));
  const [restored, setRestored] = useState(draft !== undefined && draft !== value);
  const changed = useRef(restored || initialText !== undefined);
  const { commit, cancel } = useEnd(props);
  const label = props.label ?? titleOf(column);
  const editor = useEditor({
    extensions,
    content: (restored ? draft : undefined) ?? initialText ?? value,
    contentType: 'markdown',
    autofocus: autoFocus ? 'end' : false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: classes.text ?? '', ...(props.id ? { id: props.id } : {}) },
    },
    onUpdate({ editor: current }) {
      changed.current = true;
      const text = current.getMarkdown();
      keepDraft(draftKey, text);
      onChange?.(text);
    },
  });
  // What somebody else writes appears, unless one is writing.
  useEffect(() => {
    if (!editor.isDestroyed && !changed.current && editor.getMarkdown() !== value) editor.commands.setContent(value, { contentType: 'markdown', emitUpdate: false });
  }, [editor, value]);

  const save = (current: Editor) => {
    if (!changed.current) return placement === 'cell' ? cancel() : undefined;
    changed.current = false;
    setRestored(false);
    dropDraft(draftKey);
    commit(current.getMarkdown().trim() || null);
  };
  const giveUp = () => {
    changed.current = false;
    setRestored(false);
    dropDraft(draftKey);
    if (!editor.isDestroyed) editor.commands.setContent(value, { contentType: 'markdown', emitUpdate: false });
    cancel();
  };
  return (
    <div
      className={classes.editor}
      data-placement={placement}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          giveUp();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          save(editor);
        } else if (event.key === 'Enter' || event.key === 'Tab') {
          event.stopPropagation(); // a new line, and not the next cell
        }
      }}
      onBlur={(event) => {
        if (placement === 'field' && !event.currentTarget.contains(event.relatedTarget)) save(editor);
      }}
    >
      <CanvasToolbar editor={editor} />
      {restored && (
        <p className={classes.restored} role="status">
          What you had written before is back.{' '}
          <button type="button" className="text-button" onClick={giveUp}>
            Discard it
          </button>
        </p>
      )}
      <EditorContent editor={editor} />
      <FieldError id={`${props.id ?? label}-error`} placement="field">
        {props.error}
      </FieldError>
      {(placement === 'cell' || autoFocus) && (
        <Group gap="xs" justify="flex-end" p={6}>
          <Button size="compact-sm" variant="default" onClick={giveUp}>
            Cancel
          </Button>
          <Button size="compact-sm" onClick={() => save(editor)}>
            Save
          </Button>
        </Group>
      )}
    </div>
  );
}
