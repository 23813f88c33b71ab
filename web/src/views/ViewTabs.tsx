// The views of a table beside each other: those of the blueprint, then those that people have saved.
import { Menu, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { deleteSavedView, type SavedView } from '../api/savedViews';
import { titleOf, type Table, type View } from '../api/schema';
import { viewSegment } from '../app/links';
import { tellRefused } from '../edit/writer';
import { layouts } from '../layouts/all';
import { IconCopy, IconDotsVertical, IconEdit, IconLink, IconLock, IconTrash, IconUser, IconUsers } from '../parts/icons';
import { NamedIcon } from '../parts/NamedIcon';
import { mayChange } from './SaveTools';
import classes from './ViewTabs.module.css';

interface Props {
  table: Table;
  view: View;
  saved: SavedView[];
  current: SavedView | undefined;
  onRename: () => void;
  onDuplicate: () => void;
  onDeleted: () => void;
}

const accessIcons = { personal: IconUser, shared: IconUsers, locked: IconLock };
const accessWords = { personal: 'only for me', shared: 'for everyone', locked: 'locked' };

export function ViewTabs({ table, view, saved, current, onRename, onDuplicate, onDeleted }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The tab of the page that is shown is in view, also when there are many.
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, current]);
  const remove = async () => {
    if (!current) return;
    try {
      await deleteSavedView(current.id);
      onDeleted();
    } catch (error) {
      tellRefused(error);
    }
  };
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={`Views of ${titleOf(table)}`}>
      <ul ref={list}>
        {table.views.map((other) => (
          <li key={other.id}>
            <Link
              to="/view/$view"
              params={{ view: viewSegment(other) }}
              search={{}}
              className={classes.tab}
              aria-current={other.id === view.id && !current ? 'page' : undefined}
              activeProps={{}}
            >
              <NamedIcon name={layouts[other.layout]?.icon ?? 'table'} size={14} />
              {titleOf(other)}
            </Link>
          </li>
        ))}
        {saved.map((other) => {
          const Icon = accessIcons[other.access];
          const base = table.views.find(({ id }) => id === other.definition.base) ?? view;
          return (
            <li key={other.id}>
              <Link
                to="/view/$view"
                params={{ view: viewSegment(base) }}
                search={{ saved: other.id }}
                className={classes.tab}
                aria-current={other.id === current?.id ? 'page' : undefined}
                activeProps={{}}
              >
                <Icon size={14} aria-label={accessWords[other.access]} />
                {other.name}
              </Link>
            </li>
          );
        })}
      </ul>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.more ?? ''} aria-label={`This view: ${current?.name ?? titleOf(view)}`}>
            <IconDotsVertical size={16} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copyLink()}>
            Copy the link
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={onDuplicate}>
            Duplicate…
          </Menu.Item>
          {current?.mine && (
            <Menu.Item leftSection={<IconEdit size={14} />} onClick={onRename}>
              {current.access === 'locked' ? 'Unlock…' : 'Rename, share…'}
            </Menu.Item>
          )}
          {current && mayChange(current) && (
            <Menu.Item className={classes.danger ?? ''} leftSection={<IconTrash size={14} />} onClick={() => void remove()}>
              Delete this view
            </Menu.Item>
          )}
          {current && !current.mine && <Menu.Label>Saved by {current.owner}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}

async function copyLink() {
  const address = window.location.href;
  try {
    await navigator.clipboard.writeText(address);
    notifications.show({ message: 'The link is copied.', color: 'gray' });
  } catch {
    // Without a safe origin a page may not write to the clipboard by itself.
    window.prompt('Copy this link:', address);
  }
}
