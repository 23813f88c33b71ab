// What else can be done with a cell: talk about it, see what became of it, set a computed value aside.
import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/queries';
import { titleOf, type Column } from '../api/schema';
import { IconDots, IconHistory, IconMathFunction, IconMessageCircle, IconUserEdit } from '../parts/icons';
import { useOpen } from '../app/open';
import { OverrideDialog } from '../edit/OverrideDialog';
import { useRecord } from './recordContext';
import classes from './Field.module.css';

export function FieldMenu({ column }: { column: Column }) {
  const { table, record, asOf, discuss, showHistory } = useRecord();
  const { explain } = useOpen();
  const client = useQueryClient();
  const [overriding, setOverriding] = useState(false);
  const overridden = () => {
    setOverriding(false);
    void client.invalidateQueries({ queryKey: keys.record(table.id, record.id) });
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon className={`${classes.menu} no-print`} variant="subtle" color="gray" size={24} aria-label={`More about ${titleOf(column)}`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!asOf && (
            <Menu.Item leftSection={<IconMessageCircle size={14} />} onClick={() => discuss(column.id)}>
              Comment on this
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={14} />} onClick={() => showHistory(column.id)}>
            History of this value
          </Menu.Item>
          {column.computed && (
            <Menu.Item leftSection={<IconMathFunction size={14} />} onClick={() => explain({ table: table.id, row: record.id, column: column.id })}>
              Explain this value
            </Menu.Item>
          )}
          {column.overridable && !asOf && (
            <Menu.Item leftSection={<IconUserEdit size={14} />} onClick={() => setOverriding(true)}>
              {record.overridden?.[column.id] ? 'Change the override…' : 'Override…'}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {overriding && <OverrideDialog table={table} column={column} row={record} onDone={overridden} onClose={() => setOverriding(false)} />}
    </>
  );
}
