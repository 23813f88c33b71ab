// What can be done with a cell and with the rows that are selected.
import { Menu } from '@mantine/core';
import { titleOf, type Column } from '../api/schema';
import {
  IconCopy, IconEdit, IconExternalLink, IconEye, IconFilter, IconHistory, IconInfoCircle, IconMathFunction, IconMessageCircle, IconPlus, IconTrash, IconUpload, IconX,
} from '../parts/icons';
import type { Cell } from './grid';
import { PointMenu } from './PointMenu';
import classes from './PointMenu.module.css';

export interface CellActions {
  peek(): void;
  openRecord(): void;
  edit(): void;
  copy(): void;
  paste(): void;
  clear(): void;
  insert(): void;
  duplicate(): void;
  deleteRows(): void;
  explain(): void;
  override(): void;
  removeOverride(): void;
  history(): void;
  comment(): void;
  filterBy(): void;
}

interface Props {
  at: { x: number; y: number };
  cell: Cell;
  rows: number;
  readOnly: boolean;
  mayAdd: boolean;
  actions: CellActions;
  onClose: () => void;
}

const canFilter = ({ storage }: Column) => storage !== 'none' && storage !== 'texts';

export function CellMenu({ at, cell, rows, readOnly, mayAdd, actions, onClose }: Props) {
  const { column, row } = cell;
  const overridden = row.overridden?.[column.id] !== undefined;
  const several = rows > 1 ? `${rows.toLocaleString()} rows` : 'row';
  return (
    <PointMenu at={at} label={`${titleOf(column)} of ${row.name}`} onClose={onClose}>
      <Menu.Item leftSection={<IconEye size={14} />} rightSection="Space" onClick={actions.peek}>
        Show beside the grid
      </Menu.Item>
      <Menu.Item leftSection={<IconExternalLink size={14} />} rightSection="Ctrl+Enter" onClick={actions.openRecord}>
        Open the record
      </Menu.Item>
      <Menu.Divider />
      {column.writable && !readOnly && (
        <Menu.Item leftSection={<IconEdit size={14} />} rightSection="F2" onClick={actions.edit}>
          Edit the cell
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={14} />} rightSection="Ctrl+C" onClick={actions.copy}>
        Copy
      </Menu.Item>
      {!readOnly && (
        <>
          <Menu.Item leftSection={<IconUpload size={14} />} rightSection="Ctrl+V" onClick={actions.paste}>
            Paste
          </Menu.Item>
          <Menu.Item leftSection={<IconX size={14} />} rightSection="Del" onClick={actions.clear}>
            Clear
          </Menu.Item>
        </>
      )}
      {canFilter(column) && (
        <Menu.Item leftSection={<IconFilter size={14} />} onClick={actions.filterBy}>
          Filter by this value
        </Menu.Item>
      )}
      <Menu.Divider />
      {column.computed && (
        <Menu.Item leftSection={<IconMathFunction size={14} />} rightSection="Alt+Enter" onClick={actions.explain}>
          Explain this value
        </Menu.Item>
      )}
      {column.overridable && !readOnly && (
        <Menu.Item leftSection={<IconEdit size={14} />} onClick={actions.override}>
          {overridden ? 'Change the override…' : 'Override…'}
        </Menu.Item>
      )}
      {overridden && !readOnly && (
        <Menu.Item leftSection={<IconX size={14} />} onClick={actions.removeOverride}>
          Show the computed value again
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconHistory size={14} />} onClick={actions.history}>
        History of this cell
      </Menu.Item>
      <Menu.Item leftSection={<IconMessageCircle size={14} />} rightSection="Shift+F2" onClick={actions.comment}>
        Comment on this cell
      </Menu.Item>
      {column.description && (
        <Menu.Label>
          <IconInfoCircle size={12} aria-hidden /> {column.description}
        </Menu.Label>
      )}
      {!readOnly && (
        <>
          <Menu.Divider />
          {mayAdd && (
            <Menu.Item leftSection={<IconPlus size={14} />} rightSection="Ctrl+Shift+Enter" onClick={actions.insert}>
              Insert a row here
            </Menu.Item>
          )}
          {mayAdd && (
            <Menu.Item leftSection={<IconCopy size={14} />} onClick={actions.duplicate}>
              Duplicate {several}
            </Menu.Item>
          )}
          <Menu.Item className={classes.danger ?? ''} leftSection={<IconTrash size={14} />} rightSection="Ctrl+Del" onClick={actions.deleteRows}>
            Delete {several}
          </Menu.Item>
        </>
      )}
    </PointMenu>
  );
}
