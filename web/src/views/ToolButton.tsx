// A tool of a view: its word, how much of it is in use, and what opens below it.
import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Toolbar.module.css';

interface Props {
  icon: ReactNode;
  label: string;
  /** How many of them are in use. */
  count?: number;
  /** What the count counts. */
  counted?: string;
  opened: boolean;
  onChange: (opened: boolean) => void;
  width?: number;
  children: ReactNode;
}

export function ToolButton({ icon, label, count = 0, counted = 'in use', opened, onChange, width = 320, children }: Props) {
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" shadow="md" width={`min(${width}px, calc(100vw - 16px))`} trapFocus withinPortal returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.tool ?? ''}
          data-active={count > 0 || undefined}
          title={label}
          onClick={() => onChange(!opened)}
        >
          {icon}
          <span className={classes.word}>{label}</span>
          {count > 0 && (
            <span className={classes.count}>
              {count}
              <span className="visually-hidden"> {counted}</span>
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''} aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
