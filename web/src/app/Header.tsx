// The bar at the top: brand, search, the state of the line, who one is, and how the page looks.
import { ActionIcon, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWriter } from '../edit/writer';
import { openPalette, Palette } from '../palette/Palette';
import { IconCloudOff, IconDots, IconMenu2, IconSearch } from '../parts/icons';
import { ConnectionMark } from './Connection';
import { DensityItem } from './density';
import classes from './Header.module.css';
import { JobsMenu } from './JobsMenu';
import { Me } from './Me';
import { SchemeToggle } from './SchemeToggle';

interface Props {
  /** Gets the place for what the page says of itself. */
  onTitleSlot: (slot: HTMLElement | null) => void;
  menuOpen: boolean;
  onMenu: () => void;
  onShortcuts: () => void;
}

export function Header({ onTitleSlot, menuOpen, onMenu, onShortcuts }: Props) {
  const { waiting, undo, redo } = useWriter();
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.menu ?? ''}
        variant="subtle"
        color="gray"
        size={32}
        aria-label="Navigation"
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        <IconMenu2 size={18} />
      </ActionIcon>
      <Link className={classes.brand} to="/">
        <img src="/favicon.svg" alt="" width={22} height={22} />
        <span className={classes.name}>csip</span>
      </Link>
      <div ref={onTitleSlot} className={classes.slot} />
      <UnstyledButton className={classes.search ?? ''} onClick={openPalette} aria-label="Search or jump to… Ctrl K" aria-keyshortcuts="Control+K">
        <IconSearch size={14} aria-hidden />
        <span className={classes.searchWords}>Search or jump to…</span>
        <Kbd className={classes.keys ?? ''} size="xs">
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <Palette onShortcuts={onShortcuts} />
      {waiting > 0 && (
        <span className={classes.waiting} role="status" data-tone="yellow">
          <IconCloudOff size={14} aria-hidden />
          {waiting === 1 ? '1 edit waits' : `${waiting} edits wait`}
        </span>
      )}
      <JobsMenu />
      <ConnectionMark />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label="More">
            <ActionIcon variant="subtle" color="gray" size={32} aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<Kbd size="xs">Ctrl Z</Kbd>} onClick={() => void undo()}>
            Undo my last change
          </Menu.Item>
          <Menu.Item rightSection={<Kbd size="xs">Ctrl Y</Kbd>} onClick={() => void redo()}>
            Redo
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item component={Link} to="/import">
            Import a CSV file
          </Menu.Item>
          <Menu.Item component={Link} to="/history">
            History
          </Menu.Item>
          <Menu.Item component={Link} to="/bin">
            Bin
          </Menu.Item>
          <Menu.Item component={Link} to="/blueprint">
            Blueprint review
          </Menu.Item>
          <Menu.Divider />
          <DensityItem />
          <Menu.Item onClick={() => window.print()}>Print this page</Menu.Item>
          <Menu.Item rightSection={<Kbd size="xs">?</Kbd>} onClick={onShortcuts}>
            Keyboard shortcuts
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SchemeToggle />
      <Me />
    </header>
  );
}
