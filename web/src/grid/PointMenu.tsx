// A menu at a point of the window: what a right click or a key opens. The focus goes back where it came from.
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PointMenu.module.css';

interface Props {
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function PointMenu({ at, label, onClose, children }: Props) {
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" width={290} withinPortal trapFocus withInitialFocusPlaceholder={false} menuItemTabIndex={0} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className={classes.point}
          ref={(element) => {
            element?.style.setProperty('left', `${at.x}px`);
            element?.style.setProperty('top', `${at.y}px`);
          }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.dropdown ?? ''}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
