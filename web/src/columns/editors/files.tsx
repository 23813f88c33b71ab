import { Modal } from '@mantine/core';
import { titleOf } from '../../api/schema';
import type { EditorDescriptor, EditorProps } from './editor';
import { FilesEditor } from './FilesEditor';
import { refuse } from './parse/parsed';

function Files(props: EditorProps) {
  if (props.placement === 'field') return <FilesEditor {...props} />;
  return (
    <Modal opened onClose={props.onCancel} title={titleOf(props.column)} closeButtonProps={{ 'aria-label': 'Close' }}>
      <FilesEditor {...props} placement="field" />
    </Modal>
  );
}

export const files: EditorDescriptor = {
  types: ['files'],
  component: Files,
  spacious: true,
  parse: () => refuse('Files are attached, not typed: open the cell and choose or drop them.'),
};
