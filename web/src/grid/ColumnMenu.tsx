// What can be done with a column, and which total it shows.
import { Menu } from '@mantine/core';
import type { Aggregate } from '../api/rows';
import { titleOf, type Column } from '../api/schema';
import { IconArrowDown, IconArrowUp, IconEdit, IconEyeOff, IconFilter, IconMathFunction, IconPin, IconStack2, IconSum, IconCheck, IconChevronLeft, IconChevronRight } from '../parts/icons';
import { aggregatesOf, aggregateTitles } from './model/aggregates';
import { PointMenu } from './PointMenu';

export interface ColumnActions {
  sort(descending: boolean): void;
  group(): void;
  filter(): void;
  hide(): void;
  freeze(): void;
  wider(by: number): void;
  move(by: -1 | 1): void;
  editFormula(): void;
  total(kind: Aggregate | undefined): void;
}

interface Props {
  at: { x: number; y: number };
  column: Column;
  index: number;
  count: number;
  grouped: boolean;
  total: Aggregate | undefined;
  actions: ColumnActions;
  onClose: () => void;
}

export function ColumnMenu({ at, column, index, count, grouped, total, actions, onClose }: Props) {
  const words = column.storage === 'number' ? ['Sort 1 → 9', 'Sort 9 → 1'] : column.storage === 'date' || column.storage === 'instant' ? ['Sort oldest first', 'Sort newest first'] : ['Sort A → Z', 'Sort Z → A'];
  return (
    <PointMenu at={at} label={`Column ${titleOf(column)}`} onClose={onClose}>
      {(column.description || column.formula) && (
        <Menu.Label>
          {column.description}
          {column.formula && <code>= {column.formula.length > 120 ? `${column.formula.slice(0, 120)}…` : column.formula}</code>}
        </Menu.Label>
      )}
      <Menu.Item leftSection={<IconArrowUp size={14} />} onClick={() => actions.sort(false)}>
        {words[0]}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={14} />} onClick={() => actions.sort(true)}>
        {words[1]}
      </Menu.Item>
      <Menu.Item leftSection={<IconStack2 size={14} />} onClick={actions.group}>
        {grouped ? 'Do not group by this' : 'Group by this'}
      </Menu.Item>
      <Menu.Item leftSection={<IconFilter size={14} />} onClick={actions.filter}>
        Filter by this…
      </Menu.Item>
      {aggregatesOf(column).length > 0 && (
        <Menu.Sub position="right-start">
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconSum size={14} />}>Total</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <TotalItems column={column} total={total} onChoose={actions.total} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<IconPin size={14} />} onClick={actions.freeze}>
        Freeze up to here
      </Menu.Item>
      <Menu.Item leftSection={<IconChevronLeft size={14} />} disabled={index === 0} onClick={() => actions.move(-1)}>
        Move left
      </Menu.Item>
      <Menu.Item leftSection={<IconChevronRight size={14} />} disabled={index === count - 1} onClick={() => actions.move(1)}>
        Move right
      </Menu.Item>
      <Menu.Item closeMenuOnClick={false} rightSection="Alt+→" onClick={() => actions.wider(24)}>
        Wider
      </Menu.Item>
      <Menu.Item closeMenuOnClick={false} rightSection="Alt+←" onClick={() => actions.wider(-24)}>
        Narrower
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff size={14} />} disabled={count === 1} onClick={actions.hide}>
        Hide
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={column.computed ? <IconMathFunction size={14} /> : <IconEdit size={14} />} onClick={actions.editFormula}>
        {column.computed ? 'Edit the formula…' : 'Edit the column…'}
      </Menu.Item>
    </PointMenu>
  );
}

export function TotalMenu({ at, column, total, onChoose, onClose }: { at: { x: number; y: number }; column: Column; total: Aggregate | undefined; onChoose: (kind: Aggregate | undefined) => void; onClose: () => void }) {
  return (
    <PointMenu at={at} label={`Total of ${titleOf(column)}`} onClose={onClose}>
      <TotalItems column={column} total={total} onChoose={onChoose} />
    </PointMenu>
  );
}

function TotalItems({ column, total, onChoose }: { column: Column; total: Aggregate | undefined; onChoose: (kind: Aggregate | undefined) => void }) {
  const tick = <IconCheck size={14} />;
  return (
    <>
      <Menu.Item rightSection={total === undefined ? tick : null} onClick={() => onChoose(undefined)}>
        None
      </Menu.Item>
      {aggregatesOf(column).map((kind) => (
        <Menu.Item key={kind} rightSection={total === kind ? tick : null} onClick={() => onChoose(kind)}>
          {aggregateTitles[kind]}
        </Menu.Item>
      ))}
    </>
  );
}
