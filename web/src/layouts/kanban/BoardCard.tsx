// A row on a board: what the view shows of it, a handle to drag it by, and a menu that moves it without dragging.
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { ActionIcon, Menu } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Row } from '../../api/rows';
import { titleOf, type Column, type Table } from '../../api/schema';
import { isBlank, itemsOf } from '../../api/values';
import { RecordLink } from '../../app/RecordLink';
import { Cell } from '../../columns/Cell';
import { IconDotsVertical } from '../../parts/icons';
import type { Lane } from './lanes';
import classes from './Kanban.module.css';

export interface CardDrag {
  [key: string]: unknown;
  row: string;
  lane: string;
  board: string;
}

interface Props {
  board: string;
  table: Table;
  row: Row;
  lane: Lane;
  lanes: Lane[];
  fields: Column[];
  movable: boolean;
  /** The one card of the board that Tab comes to. */
  current: boolean;
  menuOpen: boolean;
  onMenu: (open: boolean) => void;
  onMove: (to: Lane) => void;
}

export function BoardCard({ board, table, row, lane, lanes, fields, movable, current, menuOpen, onMenu, onMove }: Props) {
  const element = useRef<HTMLElement>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (!element.current || !movable) return;
    return draggable({
      element: element.current,
      getInitialData: (): CardDrag => ({ row: row.id, lane: lane.key, board }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [board, row.id, lane.key, movable]);
  const name = row.name || 'Without a name';
  return (
    <article
      ref={element}
      className={classes.card}
      data-card={row.id}
      data-movable={movable || undefined}
      data-dragging={dragging || undefined}
      tabIndex={current ? 0 : -1}
      aria-label={name}
    >
      <div className={classes.cardTop}>
        <h3 className={classes.cardName}>
          <RecordLink table={table.id} row={row.id} draggable={false}>
            {name}
          </RecordLink>
        </h3>
        {movable && (
          <Menu opened={menuOpen} onChange={onMenu} position="bottom-end" withinPortal returnFocus={false}>
            <Menu.Target>
              <ActionIcon className="no-print" variant="subtle" color="gray" size={24} aria-label={`Move ${name} to …`}>
                <IconDotsVertical size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>Move to</Menu.Label>
              {lanes.map((to) => (
                <Menu.Item key={to.key} disabled={to.key === lane.key} onClick={() => onMove(to)}>
                  {to.title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <dl className={classes.fields}>
        {fields.map((column) => (
          <Field key={column.id} column={column} row={row} />
        ))}
      </dl>
    </article>
  );
}

function Field({ column, row }: { column: Column; row: Row }) {
  const value = row.values[column.id];
  // Of links to many rows a card shows how many there are.
  const count = column.storage === 'rows' ? itemsOf(value).length : undefined;
  if (count === undefined && isBlank(value)) return null;
  return (
    <div>
      <dt>{titleOf(column)}</dt>
      <dd className={count === undefined ? undefined : 'number'}>
        {count ?? <Cell column={column} value={value} style={row.styles[column.id]} links={false} />}
      </dd>
    </div>
  );
}
