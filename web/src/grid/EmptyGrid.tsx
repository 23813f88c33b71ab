// A grid without rows: what it is for, and the one button that fills it.
import { Button } from '@mantine/core';
import { titleOf, type Table } from '../api/schema';
import { IconFilter, IconPlus, IconTable } from '../parts/icons';
import { Message } from '../parts/Message';
import classes from './EmptyGrid.module.css';

interface Props {
  table: Table;
  /** There are rows; filter or search leave out all of them. */
  filtered: boolean;
  onClear: (() => void) | undefined;
  onAdd: (() => void) | undefined;
}

export function EmptyGrid({ table, filtered, onClear, onAdd }: Props) {
  const title = titleOf(table).toLowerCase();
  return (
    <div className={classes.empty}>
      {filtered ? (
        <Message
          icon={<IconFilter size={22} />}
          title="Nothing matches"
          action={onClear && <Button onClick={onClear}>Clear filters</Button>}
        >
          {onClear ? `There are ${title}, but none that the filter and the search let through.` : `This view shows ${title} of a certain kind, and there are none now.`}
        </Message>
      ) : (
        <Message
          icon={<IconTable size={22} />}
          title={`No ${title} yet`}
          action={onAdd && <Button leftSection={<IconPlus size={14} />} onClick={onAdd}>New row</Button>}
        >
          {table.description ?? 'Rows appear here as soon as there are any.'}
        </Message>
      )}
    </div>
  );
}
