// Ctrl+K: go anywhere, find any record, do anything.
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/queries';
import { titleOf } from '../api/schema';
import { fetchFound } from '../api/search';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { IconFileText, IconSearch } from '../parts/icons';
import { NamedIcon } from '../parts/NamedIcon';
import { useCommands } from './commands';
import classes from './Palette.module.css';
import { rank } from './rank';
import { noteRecent, readRecent } from './recent';

export const openPalette = () => spotlight.open();

const PAUSE_MS = 90;
const MOST_RECORDS = 12;
const MOST_OF_A_KIND = 8;

export function Palette({ onShortcuts }: { onShortcuts: () => void }) {
  const [typed, setTyped] = useState('');
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K', 'mod + P']}
      scrollable
      maxHeight="min(560px, 70vh)"
      clearQueryOnClose
      transitionProps={{ duration: 80 }}
      attributes={{ content: { 'aria-label': 'Search or jump to' } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{ actionsGroup: classes.group ?? '', action: classes.action ?? '' }}
    >
      <Spotlight.Search placeholder="Records, views, commands" aria-label="Search or jump to" leftSection={<IconSearch size={16} />} />
      <Spotlight.ActionsList>
        <Entries typed={typed} onShortcuts={onShortcuts} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Entries({ typed, onShortcuts }: { typed: string; onShortcuts: () => void }) {
  const schema = useSchema();
  const open = useOpen();
  const commands = useCommands(onShortcuts);
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data, isFetching } = useQuery({
    queryKey: keys.search(text),
    queryFn: ({ signal }) => fetchFound(text, MOST_RECORDS, signal),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  });
  const records = typed.trim() ? (data?.items ?? []) : [];
  const tableTitle = (key: string) => {
    const table = schema.table(key);
    return table ? titleOf(table) : key;
  };

  if (!typed.trim()) {
    const recent = readRecent();
    return (
      <>
        {recent.length > 0 && (
          <Spotlight.ActionsGroup label="Recent">
            {recent.map(({ id, title, record }) => {
              const command = commands.find((entry) => entry.id === id);
              const run = record ? () => open.record(record.table, record.row) : command?.run;
              return run && <Spotlight.Action key={id} label={title} leftSection={<NamedIcon name={command?.icon ?? 'file-text'} />} onClick={run} />;
            })}
          </Spotlight.ActionsGroup>
        )}
        <Spotlight.ActionsGroup label="Pages">
          {commands
            .filter(({ kind, hidden }) => kind === 'Pages' && !hidden)
            .map((command) => (
              <Spotlight.Action key={command.id} label={command.title} leftSection={<NamedIcon name={command.icon} />} onClick={command.run} />
            ))}
        </Spotlight.ActionsGroup>
      </>
    );
  }

  const fitting = commands
    .flatMap((command) => {
      // What it belongs to counts too, behind everything that has it in its own name.
      const behind = command.about === undefined ? undefined : rank(`${command.about} ${command.title}`, typed);
      const place = rank(command.title, typed) ?? (behind === undefined ? undefined : behind + 6);
      return place === undefined ? [] : [{ command, place }];
    })
    .sort((a, b) => a.place - b.place);
  const groups = (['Pages', 'Views', 'Commands'] as const).map((kind) => ({
    kind,
    entries: fitting.filter(({ command }) => command.kind === kind).slice(0, MOST_OF_A_KIND),
  }));
  const empty = records.length === 0 && fitting.length === 0;
  return (
    <>
      {records.length > 0 && (
        <Spotlight.ActionsGroup label="Records">
          {records.map((found) => (
            <Spotlight.Action
              key={`${found.table} ${found.row} ${found.column ?? ''}`}
              label={found.name}
              description={[tableTitle(found.table), found.text && found.text !== found.name ? found.text : ''].filter(Boolean).join(' · ')}
              leftSection={<IconFileText size={16} aria-hidden />}
              onClick={() => {
                noteRecent({ id: `${found.table}/${found.row}`, title: found.name, record: found });
                open.record(found.table, found.row);
              }}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {groups.map(
        ({ kind, entries }) =>
          entries.length > 0 && (
            <Spotlight.ActionsGroup key={kind} label={kind}>
              {entries.map(({ command }) => (
                <Spotlight.Action
                  key={command.id}
                  label={command.title}
                  description={command.about ?? ''}
                  leftSection={<NamedIcon name={command.icon} />}
                  onClick={() => {
                    if (command.kind !== 'Commands') noteRecent({ id: command.id, title: command.title });
                    command.run();
                  }}
                />
              ))}
            </Spotlight.ActionsGroup>
          ),
      )}
      {empty && <Spotlight.Empty>{isFetching ? 'Searching…' : `Nothing is called “${typed.trim()}”`}</Spotlight.Empty>}
    </>
  );
}
