// Rich text as it is read.
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect } from 'react';
import classes from './Canvas.module.css';
import { extensions } from './extensions';

export default function CanvasText({ text }: { text: string }) {
  const editor = useEditor({
    extensions,
    content: text,
    contentType: 'markdown',
    editable: false,
    editorProps: { attributes: { class: classes.read ?? '', tabindex: '-1', role: 'document' } },
  });
  useEffect(() => {
    // It may be gone already when the text arrives.
    if (!editor.isDestroyed) editor.commands.setContent(text, { contentType: 'markdown', emitUpdate: false });
  }, [editor, text]);
  return <EditorContent editor={editor} />;
}
