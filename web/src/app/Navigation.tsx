// The way around, from the blueprint: its groups, and below each table its views. On a narrow screen it is a drawer.
import { ActionIcon, Drawer } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link, useParams } from '@tanstack/react-router';
import { titleOf, type NavigationItem, type Table } from '../api/schema';
import { layouts } from '../layouts/all';
import { IconChevronDown, IconChevronRight } from '../parts/icons';
import { NamedIcon } from '../parts/NamedIcon';
import { keyOf, tableSegment, viewSegment } from './links';
import { useNarrow } from './narrow';
import classes from './Navigation.module.css';
import { navigationOf, placeOf } from './places';
import { useSchema } from './schemaContext';

interface Props {
  open: boolean;
  onClose: () => void;
}

export function Navigation({ open, onClose }: Props) {
  const narrow = useNarrow();
  if (!narrow) return <Groups className={`${classes.side} no-print`} />;
  return (
    <Drawer opened={open} onClose={onClose} size={280} title="Go to" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Groups className={classes.drawer} />
    </Drawer>
  );
}

function Groups({ className }: { className: string | undefined }) {
  const schema = useSchema();
  const groups = navigationOf(schema);
  return (
    <nav className={className} aria-label="Pages">
      {groups.map(({ title, items }) => (
        <section key={title}>
          <h2 className={classes.group}>{title}</h2>
          <ul>
            {items.map((item) => (
              <Item key={`${item.kind} ${item.id}`} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const active = { activeProps: { 'aria-current': 'page' as const }, activeOptions: { includeSearch: false, exact: true } };

function Item({ item }: { item: NavigationItem }) {
  const schema = useSchema();
  if (item.kind === 'table') {
    const table = schema.table(item.id);
    return table ? <TableItem table={table} item={item} /> : null;
  }
  const place = placeOf(schema, item);
  if (!place) return null;
  return (
    <li>
      <Link {...place} className={classes.link} {...active}>
        <NamedIcon name={item.icon} />
        <span>{item.title}</span>
      </Link>
    </li>
  );
}

function TableItem({ table, item }: { table: Table; item: NavigationItem }) {
  const params = useParams({ strict: false });
  const schema = useSchema();
  const here = params.view !== undefined && schema.view(keyOf(params.view))?.table === table;
  const [opened, setOpened] = useLocalStorage<Record<string, boolean>>({ key: 'csip-navigation', defaultValue: {} });
  const unfolded = opened[table.id] ?? here;
  const Arrow = unfolded ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className={classes.row}>
        <Link to="/table/$table" params={{ table: tableSegment(table) }} className={classes.link} data-here={here || undefined}>
          <NamedIcon name={item.icon ?? 'table'} />
          <span>{item.title}</span>
        </Link>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Views of ${item.title}`}
          aria-expanded={unfolded}
          onClick={() => setOpened((before) => ({ ...before, [table.id]: !unfolded }))}
        >
          <Arrow size={14} />
        </ActionIcon>
      </div>
      {unfolded && (
        <ul className={classes.views}>
          {table.views.map((view) => (
            <li key={view.id}>
              <Link to="/view/$view" params={{ view: viewSegment(view) }} className={classes.link} {...active}>
                <NamedIcon name={layouts[view.layout]?.icon} size={14} />
                <span>{titleOf(view)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
