// Words beside a cell: why nobody can type into it, or why the server refused what was typed. With what one can do instead.
import { Button, CloseButton, Group } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { titleOf } from '../api/schema';
import { whyReadOnly } from '../columns/editors/parseText';
import classes from './CellNote.module.css';
import type { Cell, Grid } from './grid';

export interface Note {
  cell: Cell;
  /** Of a refusal; without, the note says why the cell is read only. */
  refused?: string;
}

interface Props {
  grid: Grid;
  note: Note;
  moves: number;
  /** Why the whole grid is read only. */
  whole: string | undefined;
  onExplain: () => void;
  onOverride: () => void;
  onClose: () => void;
}

export function CellNote({ grid, note: { cell, refused }, moves, whole, onExplain, onOverride, onClose }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = grid.surface.boxOf(cell.place);
    if (!box || !place.current) return;
    const { clientWidth, clientHeight } = grid.surface.frame.viewport;
    place.current.style.setProperty('--left', `${Math.max(4, Math.min(box.left, clientWidth - 330))}px`);
    place.current.style.setProperty('--top', `${box.top + box.height + 150 > clientHeight ? box.top - 6 : box.top + box.height + 6}px`);
    place.current.dataset.above = String(box.top + box.height + 150 > clientHeight);
  }, [grid, cell, moves]);
  useEffect(() => {
    const away = (event: PointerEvent) => !place.current?.contains(event.target as Node) && onClose();
    const key = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('keydown', key);
    return () => {
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('keydown', key);
    };
  }, [onClose]);
  const { column } = cell;
  const reason = refused ?? whole ?? whyReadOnly(column) ?? 'This cell cannot be changed here.';
  return (
    <div ref={place} className={classes.note} data-refused={refused !== undefined} role="alert">
      <div className={classes.head}>
        <b>{refused ? 'That was not saved' : `${titleOf(column)} cannot be typed in`}</b>
        <CloseButton size="xs" aria-label="Close" onClick={onClose} />
      </div>
      <p>{reason}</p>
      {!refused && !whole && (
        <Group gap={6}>
          {column.computed && (
            <Button size="compact-sm" variant="default" onClick={onExplain}>
              Explain
            </Button>
          )}
          {column.overridable && (
            <Button size="compact-sm" variant="default" onClick={onOverride}>
              Override…
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
