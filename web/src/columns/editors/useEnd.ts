// An editor ends once: Enter and then the blur that follows it are one commit, not two steps of undo.
import { useCallback, useRef } from 'react';
import type { Value } from '../../api/values';
import type { EditorProps, Move } from './editor';

export function useEnd({ onCommit, onCancel, placement }: Pick<EditorProps, 'onCommit' | 'onCancel' | 'placement'>) {
  const ended = useRef(false);
  const commit = useCallback(
    (value: Value, move?: Move) => {
      if (ended.current) return;
      // A field of a form stays and can be committed again.
      ended.current = placement === 'cell';
      onCommit(value, move);
    },
    [onCommit, placement],
  );
  const cancel = useCallback(() => {
    if (ended.current) return;
    ended.current = placement === 'cell';
    onCancel();
  }, [onCancel, placement]);
  return { commit, cancel };
}

/** Where Enter and Tab lead from a cell; undefined for any other key. In a field Tab is the browser's own. */
export function moveOf(event: { key: string; shiftKey: boolean }, placement: EditorProps['placement']): Move | undefined {
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down';
  if (event.key === 'Tab' && placement === 'cell') return event.shiftKey ? 'left' : 'right';
  return undefined;
}
