// A lane: its name, how many rows there are and what they are worth, its cards, and a way to add one.
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { titleOf } from '../../api/schema';
import { formatNumberOf, formatShort } from '../../columns/format';
import { formatNumber } from '../../format/number';
import { IconPlus } from '../../parts/icons';
import type { CardDrag } from './BoardCard';
import classes from './Kanban.module.css';
import type { Lane } from './lanes';

interface Props {
  board: string;
  lane: Lane;
  value: Column | undefined;
  /** So many rows of the lane are wanted. */
  onDepth: (depth: number) => void;
  onAdd: (() => void) | undefined;
  children: (row: Row) => ReactNode;
}

// At first what a tall screen shows; a lane of thousands is read on demand.
const FIRST = 16;
const STEP = 40;

export function LaneColumn({ board, lane, value, onDepth, onAdd, children }: Props) {
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState(FIRST);
  useEffect(() => {
    if (!element.current) return;
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ lane: lane.key }),
      canDrop: ({ source }) => (source.data as CardDrag).board === board,
      onDragEnter: ({ source }) => setOver((source.data as CardDrag).lane !== lane.key),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [board, lane.key]);
  const { worth, count } = lane;
  const rest = count - shown;
  const more = (depth: number) => {
    setShown(depth);
    if (depth > lane.rows.length) onDepth(depth);
  };
  return (
    <section ref={element} className={classes.lane} data-lane={lane.key} data-over={over || undefined} data-tone={lane.tone ?? 'grey'} aria-label={lane.title}>
      <header className={classes.laneHead}>
        <h2 className={classes.laneTitle}>{lane.title}</h2>
        <span className={classes.laneMeta}>
          <span className="visually-hidden">, rows: </span>
          {formatNumber(count)}
          {value && worth !== undefined && worth > 0 && (
            <span title={`${titleOf(value)}: ${formatNumberOf(value, worth)}`}> · {formatShort(value, worth)}</span>
          )}
        </span>
      </header>
      <ul className={classes.cards}>
        {lane.rows.slice(0, shown).map((row) => (
          <li key={row.id}>{children(row)}</li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => more(shown + STEP)}>
          Show {Math.min(STEP, rest)} more of {formatNumber(rest)}
        </Button>
      )}
      {onAdd && (
        <Button className={`${classes.add} no-print`} variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onAdd} aria-label={`New row in ${lane.title}`}>
          New
        </Button>
      )}
    </section>
  );
}
