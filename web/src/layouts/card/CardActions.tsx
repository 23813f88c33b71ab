// What the blueprint lets one do with a card: open the record, add a row that points at it, or open a page about it.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Row } from '../../api/rows';
import type { RowAction, Table } from '../../api/schema';
import { tableSegment } from '../../app/links';
import { useOpen } from '../../app/open';
import { useSchema } from '../../app/schemaContext';
import classes from './Card.module.css';

interface Props {
  table: Table;
  row: Pick<Row, 'id' | 'name'>;
  actions: RowAction[];
}

export function CardActions({ table, row, actions }: Props) {
  if (actions.length === 0) return null;
  return (
    <div className={`${classes.actions} no-print`}>
      {actions.map((action) => (
        <Action key={action.label} table={table} row={row} action={action} />
      ))}
    </div>
  );
}

const look = { variant: 'default', size: 'compact-sm' } as const;

function Action({ table, row, action }: { table: Table; row: Pick<Row, 'id' | 'name'>; action: RowAction }) {
  const schema = useSchema();
  const open = useOpen();
  // Many cards have the same buttons: each says which card it belongs to.
  const label = `${action.label}: ${row.name}`;
  const params = { table: tableSegment(table), row: row.id };
  if ('open' in action) {
    return (
      <Button {...look} aria-label={label} renderRoot={(props) => <Link {...props} to="/record/$table/$row" params={params} />}>
        {action.label}
      </Button>
    );
  }
  if ('page' in action) {
    return (
      <Button {...look} aria-label={label} renderRoot={(props) => <Link {...props} to="/brief/$table/$row" params={params} />}>
        {action.label}
      </Button>
    );
  }
  const target = schema.table(action.add);
  const link = target && action.link ? schema.column(target, action.link) : undefined;
  if (!target) return null;
  return (
    <Button {...look} aria-label={label} onClick={() => open.add(target.id, link ? { [link.id]: row.id } : {})}>
      {action.label}
    </Button>
  );
}
