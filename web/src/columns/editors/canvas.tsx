import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { titleOf } from '../../api/schema';
import { PageSkeleton } from '../../parts/PageSkeleton';
import type { EditorDescriptor, EditorProps } from './editor';
import { accept } from './parse/parsed';

const CanvasEditor = lazy(() => import('./markdown/CanvasEditor'));

/** From a cell the text opens in a window of its own. */
function Canvas(props: EditorProps) {
  const editor = (
    <Suspense fallback={<PageSkeleton rows={3} />}>
      <CanvasEditor {...props} autoFocus={props.autoFocus ?? props.placement === 'cell'} />
    </Suspense>
  );
  if (props.placement === 'field') return editor;
  return (
    <Modal opened onClose={props.onCancel} title={titleOf(props.column)} size="lg" closeOnEscape={false} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': 'Close' }}>
      {editor}
    </Modal>
  );
}

export const canvas: EditorDescriptor = {
  types: ['canvas'],
  component: Canvas,
  spacious: true,
  parse: (_, typed) => accept(typed.replace(/\r\n/g, '\n').trim()),
  write: (_, value) => String(value ?? ''),
};
