// Any past day: the view as it was at its end. What is past cannot be changed.
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDay, readDay } from '../format/date';
import { IconHistory } from '../parts/icons';
import { todayIn } from '../columns/editors/context';
import { useSchema } from '../app/schemaContext';
import classes from './Toolbar.module.css';

const daysAgo = (today: string, days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export function AsOfPanel({ asOf, onChange }: { asOf: string | undefined; onChange: (day: string | undefined) => void }) {
  const { timeZone } = useSchema().answer;
  const today = todayIn(timeZone);
  const [day, setDay] = useState(asOf?.slice(0, 10) ?? daysAgo(today, 7));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (readDay(day)) onChange(day);
      }}
    >
      <p className={classes.hint}>Show everything as it was at the end of a day.</p>
      <Group gap={6} align="flex-end">
        <TextInput data-autofocus type="date" label="Day" max={today} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <Button type="submit">Show</Button>
      </Group>
      <Group gap={4} mt="xs">
        {[7, 30, 90].map((days) => (
          <Button key={days} size="compact-xs" variant="subtle" onClick={() => onChange(daysAgo(today, days))}>
            {days} days ago
          </Button>
        ))}
        {asOf && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(undefined)}>
            Now
          </Button>
        )}
      </Group>
    </form>
  );
}

export function AsOfBanner({ asOf, onNow }: { asOf: string; onNow: () => void }) {
  const day = readDay(asOf.slice(0, 10));
  return (
    <div className={classes.banner} role="status">
      <IconHistory size={16} aria-hidden />
      <span>
        As it was on <b>{day ? formatDay(day) : asOf}</b>. Nothing can be changed here.
      </span>
      <Button size="compact-sm" variant="default" onClick={onNow}>
        Back to now
      </Button>
    </div>
  );
}
