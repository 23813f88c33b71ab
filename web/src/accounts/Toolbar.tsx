// Search and the filter by risk level, with how many accounts each holds.
import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '../parts/icons';
import type { Ref } from 'react';
import { formatNumber } from '../format/number';
import { riskLevels } from './fields';
import type { ListState, Totals } from './order';
import classes from './Toolbar.module.css';

interface Props {
  ref: Ref<HTMLInputElement>;
  state: ListState;
  change: (part: Partial<ListState>) => void;
  totals: Totals;
  shown: number;
}

export function Toolbar({ ref, state, change, totals, shown }: Props) {
  const filtered = state.search !== '' || state.risk !== '';
  return (
    <div className={`${classes.toolbar} no-print`}>
      <TextInput
        ref={ref}
        className={classes.search ?? ''}
        size="sm"
        aria-label="Search the accounts"
        placeholder="Search name, industry, country, CSM"
        value={state.search}
        onChange={(event) => change({ search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (state.search) change({ search: '' });
          else event.currentTarget.blur();
        }}
        leftSection={<IconSearch size={16} />}
        rightSection={
          state.search ? (
            <CloseButton size="sm" aria-label="Clear the search" onClick={() => change({ search: '' })} />
          ) : (
            <Kbd size="xs">/</Kbd>
          )
        }
      />
      <div className={classes.levels} role="group" aria-label="Risk level">
        <Level label="All" count={totals.accounts} on={state.risk === ''} onClick={() => change({ risk: '' })} />
        {riskLevels.map(({ name }) => (
          <Level
            key={name}
            label={name}
            count={totals.byRisk.get(name) ?? 0}
            on={state.risk === name}
            onClick={() => change({ risk: state.risk === name ? '' : name })}
          />
        ))}
      </div>
      <span className={classes.shown} role="status">
        {filtered ? `${formatNumber(shown)} of ${formatNumber(totals.accounts)} shown` : ''}
      </span>
    </div>
  );
}

function Level({ label, count, on, onClick }: { label: string; count: number; on: boolean; onClick: () => void }) {
  return (
    <button type="button" className={classes.level} aria-pressed={on} onClick={onClick}>
      {label} <span className="number">{formatNumber(count)}</span>
    </button>
  );
}
