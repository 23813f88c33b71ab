// Opens a calendar beside a field.
import { ActionIcon, Popover } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { IconCalendar } from '../../parts/icons';

const CalendarPanel = lazy(() => import('./CalendarPanel'));

interface Props {
  /** "2026-11-27" */
  value: string | null;
  onPick: (day: string) => void;
}

export function CalendarButton({ value, onPick }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <ActionIcon data-of-editor variant="subtle" color="gray" size={24} aria-label="Calendar" onClick={() => setOpen(!open)}>
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown data-of-editor p="xs" onKeyDown={(event) => event.stopPropagation()}>
        <Suspense fallback={null}>
          <CalendarPanel
            value={value}
            onPick={(day) => {
              setOpen(false);
              onPick(day);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
