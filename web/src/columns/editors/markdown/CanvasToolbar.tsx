// What can be done to the text that is selected. The arrows go from button to button, as in any toolbar.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useEditorState, type Editor } from '@tiptap/react';
import type { KeyboardEvent } from 'react';
import {
  IconBlockquote, IconBold, IconCode, IconHeading, IconItalic, IconLink, IconList, IconListNumbers,
} from '../../../parts/icons';
import classes from './Canvas.module.css';

interface Tool {
  name: string;
  keys?: string;
  icon: typeof IconBold;
  active: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const tools: Tool[] = [
  { name: 'Bold', keys: 'Ctrl+B', icon: IconBold, active: (e) => e.isActive('bold'), run: (e) => e.chain().focus().toggleBold().run() },
  { name: 'Italic', keys: 'Ctrl+I', icon: IconItalic, active: (e) => e.isActive('italic'), run: (e) => e.chain().focus().toggleItalic().run() },
  { name: 'Heading', icon: IconHeading, active: (e) => e.isActive('heading'), run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run() },
  { name: 'List', keys: 'Ctrl+Shift+8', icon: IconList, active: (e) => e.isActive('bulletList'), run: (e) => e.chain().focus().toggleBulletList().run() },
  { name: 'Numbered list', keys: 'Ctrl+Shift+7', icon: IconListNumbers, active: (e) => e.isActive('orderedList'), run: (e) => e.chain().focus().toggleOrderedList().run() },
  { name: 'Quote', icon: IconBlockquote, active: (e) => e.isActive('blockquote'), run: (e) => e.chain().focus().toggleBlockquote().run() },
  { name: 'Code', keys: 'Ctrl+E', icon: IconCode, active: (e) => e.isActive('code'), run: (e) => e.chain().focus().toggleCode().run() },
  { name: 'Link', icon: IconLink, active: (e) => e.isActive('link'), run: toggleLink },
];

/** The selected text becomes a link to the address that it is, or stops being one. */
function toggleLink(editor: Editor) {
  if (editor.isActive('link')) {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    return;
  }
  const { from, to } = editor.state.selection;
  const selected = editor.state.doc.textBetween(from, to).trim();
  const address = /^(https?:\/\/|mailto:)/i.test(selected) ? selected : `https://${selected || 'example.com'}`;
  const chain = editor.chain().focus();
  if (selected === '') chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run();
  else chain.setLink({ href: address }).run();
}

export function CanvasToolbar({ editor }: { editor: Editor }) {
  const active = useEditorState({ editor, selector: ({ editor: current }) => tools.map((tool) => tool.active(current)) });
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <div role="toolbar" aria-label="Formatting" className={classes.toolbar} onKeyDown={walk}>
      {tools.map(({ name, keys, icon: Icon, run }, index) => (
        <Tooltip key={name} label={keys ? `${name} (${keys})` : name}>
          <ActionIcon
            variant={active?.[index] ? 'light' : 'subtle'}
            color={active?.[index] ? 'indigo' : 'gray'}
            size={26}
            tabIndex={index === 0 ? 0 : -1}
            aria-label={name}
            aria-pressed={active?.[index] ?? false}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          >
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
