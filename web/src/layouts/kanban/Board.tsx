// The lanes with their cards. A card is moved by dragging it, by its menu, or by the keyboard: arrows go from card to card, M
// opens the menu, Enter shows the record beside.
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Row } from '../../api/rows';
import { titleOf, type Column, type Table } from '../../api/schema';
import { useOpen } from '../../app/open';
import { useWriter } from '../../edit/writer';
import { useAnnounce } from '../../parts/useAnnounce';
import { BoardCard, type CardDrag } from './BoardCard';
import classes from './Kanban.module.css';
import { LaneColumn } from './LaneColumn';
import type { Lane } from './lanes';
import { cardBeside } from './moveFocus';

interface Props {
  table: Table;
  column: Column;
  lanes: Lane[];
  onDepth: (lane: string, depth: number) => void;
  fields: Column[];
  value: Column | undefined;
  movable: boolean;
  /** What else a new row of this board is known to have. */
  known: Record<string, string>;
}

export function Board({ table, column, lanes, onDepth, fields, value, movable, known }: Props) {
  const board = useId();
  const open = useOpen();
  const { write } = useWriter();
  const { region, announce } = useAnnounce();
  const element = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string>();
  const [menu, setMenu] = useState<string>();
  const refocus = useRef<{ row: string; lane: string }>(undefined);

  const move = (row: Row, to: Lane) => {
    if (!movable) return;
    const before = row.values[column.id] ?? null;
    refocus.current = { row: row.id, lane: to.key };
    setCurrent(row.id);
    const name = row.name || 'The row';
    write([{ write: { table: table.id, row: row.id, cells: { [column.id]: to.value }, expected: { [column.id]: before } } }], {
      toast: `${name} moved to ${to.title}.`,
    }).then(
      (outcome) => announce(outcome ? `${name} moved to ${to.title}.` : `${name} stays where it is until the server can be reached.`),
      () => announce(`${name} was not moved.`),
    );
  };

  const mover = useRef(move);
  mover.current = move;
  const latest = useRef(lanes);
  latest.current = lanes;
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => (source.data as CardDrag).board === board,
        onDrop: ({ source, location }) => {
          const { row: id, lane: from } = source.data as CardDrag;
          const to = latest.current.find(({ key }) => key === location.current.dropTargets[0]?.data.lane);
          const row = latest.current.find(({ key }) => key === from)?.rows.find((candidate) => candidate.id === id);
          if (to && row && to.key !== from) mover.current(row, to);
        },
      }),
    [board],
  );

  const cards = lanes.flatMap(({ rows }) => rows);
  const reachable = cards.some(({ id }) => id === current) ? current : cards[0]?.id;

  const focusCard = (id: string, lane = '') => {
    const card = element.current?.querySelector<HTMLElement>(`${lane}[data-card="${CSS.escape(id)}"]`);
    card?.focus();
    return card;
  };
  // A card that was moved is another element in another lane: the focus goes with it.
  useEffect(() => {
    if (!refocus.current || menu !== undefined) return;
    const { row, lane } = refocus.current;
    const card = focusCard(row, `[data-lane="${CSS.escape(lane)}"] `);
    if (!card) return;
    refocus.current = undefined;
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [lanes, menu]);
  const onMenu = (row: Row, opened: boolean) => {
    setMenu(opened ? row.id : undefined);
    if (!opened && !refocus.current) focusCard(row.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const card = (event.target as Element).closest('[data-card]');
    // Keys belong to the card itself, not to the link or the menu inside it.
    if (!card || card !== event.target || !element.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = card.getAttribute('data-card') ?? '';
    if (event.key === 'Enter') open.peek(table.id, id);
    else if (event.key.toLowerCase() === 'm' && movable) setMenu(id);
    else {
      const next = cardBeside(element.current, card, event.key);
      if (!next && !event.key.startsWith('Arrow')) return;
      next?.focus();
    }
    event.preventDefault();
  };

  return (
    <div
      ref={element}
      className={classes.board}
      role="group"
      aria-label={`Board by ${titleOf(column)}`}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = (event.target as Element).closest('[data-card]')?.getAttribute('data-card');
        if (id) setCurrent(id);
      }}
    >
      {lanes.map((lane) => (
        <LaneColumn
          key={lane.key}
          board={board}
          lane={lane}
          value={value}
          onDepth={(depth) => onDepth(lane.key, depth)}
          onAdd={table.system || !movable ? undefined : () => open.add(table.id, { ...known, ...(lane.key ? { [column.id]: lane.key } : {}) })}
        >
          {(row) => (
            <BoardCard
              board={board}
              table={table}
              row={row}
              lane={lane}
              lanes={lanes}
              fields={fields}
              movable={movable}
              current={row.id === reachable}
              menuOpen={menu === row.id}
              onMenu={(opened) => onMenu(row, opened)}
              onMove={(to) => move(row, to)}
            />
          )}
        </LaneColumn>
      ))}
      {region}
    </div>
  );
}
