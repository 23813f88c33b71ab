// The keys that rows are sorted or grouped by: which columns, in which direction, which first.
import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { titleOf, type Column, type SortKey } from '../api/schema';
import { IconChevronUp, IconPlus, IconX } from '../parts/icons';
import classes from './Toolbar.module.css';

interface Props {
  what: 'sort' | 'group';
  keys: SortKey[];
  columns: Column[];
  onChange: (keys: SortKey[]) => void;
}

const mostGroups = 3;

export function SortEditor({ what, keys, columns, onChange }: Props) {
  const free = columns.filter(({ id, storage }) => storage !== 'none' && !keys.some(({ column }) => column === id));
  const set = (index: number, part: Partial<SortKey>) => onChange(keys.map((key, at) => (at === index ? { ...key, ...part } : key)));
  const verb = what === 'sort' ? 'Sort' : 'Group';
  return (
    <>
      {keys.length === 0 && <p className={classes.hint}>{what === 'sort' ? 'Rows stand in the order in which they were made.' : 'Rows are not grouped.'}</p>}
      <ul className={classes.list}>
        {keys.map((key, index) => (
          <li key={key.column} className={classes.line}>
            <Select
              className={classes.grow ?? ''}
              aria-label={`${verb} by, ${index + 1}`}
              searchable
              allowDeselect={false}
              openOnFocus={false}
              comboboxProps={{ withinPortal: false }}
              data={[...columns.filter(({ id }) => id === key.column), ...free].map((column) => ({ value: column.id, label: titleOf(column) }))}
              value={key.column}
              onChange={(column) => column && set(index, { column })}
            />
            <SegmentedControl
              size="xs"
              aria-label="Direction"
              data={[
                { value: 'up', label: 'A→Z' },
                { value: 'down', label: 'Z→A' },
              ]}
              value={key.descending ? 'down' : 'up'}
              onChange={(direction) => set(index, { descending: direction === 'down' })}
            />
            {index > 0 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${verb} by this before the one above`}
                onClick={() => onChange(keys.map((other, at) => (at === index - 1 ? key : at === index ? (keys[index - 1] ?? other) : other)))}
              >
                <IconChevronUp size={16} />
              </ActionIcon>
            )}
            <ActionIcon variant="subtle" color="gray" aria-label={`Do not ${what} by this`} onClick={() => onChange(keys.filter((other) => other !== key))}>
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {(what === 'sort' || keys.length < mostGroups) && free.length > 0 && (
        <Button
          mt="xs"
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...keys, { column: (free.find(({ options }) => what === 'group' && options) ?? free[0])?.id ?? '', descending: false }])}
        >
          {keys.length === 0 ? `${verb} by…` : 'Then by…'}
        </Button>
      )}
    </>
  );
}
