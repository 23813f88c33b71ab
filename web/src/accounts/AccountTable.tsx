// The list itself: a table whose header sorts and whose health scores open their explanation.
import { IconArrowDown, IconArrowUp } from '../parts/icons';
import type { KeyboardEvent } from 'react';
import { formatDay, isoDay } from '../format/date';
import { formatCurrency, formatNumber } from '../format/number';
import { Chip } from '../parts/Chip';
import { useFlash } from '../parts/useFlash';
import type { Account } from './account';
import { riskLevels } from './fields';
import { HealthScore } from './HealthScore';
import type { ListState, SortColumn } from './order';
import classes from './AccountTable.module.css';

const columns: { column: SortColumn; title: string; numeric?: true }[] = [
  { column: 'name', title: 'Account' },
  { column: 'health', title: 'Health' },
  { column: 'risk', title: 'Renewal risk' },
  { column: 'daysToRenewal', title: 'Days to renewal', numeric: true },
  { column: 'renewalDate', title: 'Renewal date', numeric: true },
  { column: 'arr', title: 'ARR', numeric: true },
  { column: 'manager', title: 'CSM' },
];

interface Props {
  accounts: Account[];
  currency: string;
  state: ListState;
  change: (part: Partial<ListState>) => void;
  /** The pointer has come to rest on the list, or has left it. */
  onHold: (held: boolean) => void;
  onExplain: (account: Account) => void;
}

export function AccountTable({ accounts, currency, state, change, onHold, onExplain }: Props) {
  const sortBy = (column: SortColumn) =>
    change({ sort: column, descending: state.sort === column ? !state.descending : false });
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <caption className="visually-hidden">Accounts with health, renewal risk and renewal date</caption>
        <thead>
          <tr>
            {columns.map(({ column, title, numeric }) => {
              const sorted = state.sort === column;
              const Arrow = state.descending ? IconArrowDown : IconArrowUp;
              return (
                <th
                  key={column}
                  scope="col"
                  data-numeric={numeric}
                  aria-sort={sorted ? (state.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" className={classes.sort} onClick={() => sortBy(column)}>
                    {title}
                    {sorted && <Arrow size={14} aria-hidden />}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody onPointerEnter={() => onHold(true)} onPointerLeave={() => onHold(false)} onKeyDown={moveBetweenRows}>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} currency={currency} onExplain={onExplain} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  account: Account;
  currency: string;
  onExplain: (account: Account) => void;
}

function AccountRow({ account, currency, onExplain }: RowProps) {
  const level = riskLevels.find(({ name }) => name === account.risk);
  const { daysToRenewal, renewalDate, arr } = account;
  return (
    <tr>
      <th scope="row" className={classes.account}>
        <span className={classes.name}>{account.name}</span>
        {account.about && <span className={classes.about}>{account.about}</span>}
      </th>
      <Cell value={account.health}>
        <HealthScore account={account} onExplain={() => onExplain(account)} />
      </Cell>
      <Cell value={account.risk}>
        {account.risk && (
          <Chip tone={level?.tone ?? 'grey'} strong={account.risk === 'Critical'}>
            {account.risk}
          </Chip>
        )}
      </Cell>
      <Cell value={daysToRenewal} numeric>
        {daysToRenewal !== undefined && formatNumber(daysToRenewal)}
      </Cell>
      <Cell value={renewalDate && isoDay(renewalDate)} numeric>
        {renewalDate && <time dateTime={isoDay(renewalDate)}>{formatDay(renewalDate)}</time>}
      </Cell>
      <Cell value={arr} numeric>
        {arr !== undefined && formatCurrency(arr, currency)}
      </Cell>
      <Cell value={account.manager}>{account.manager}</Cell>
    </tr>
  );
}

interface CellProps {
  value: unknown;
  numeric?: boolean;
  children: React.ReactNode;
}

/** A cell that lights up when its value changes. */
function Cell({ value, numeric, children }: CellProps) {
  const flashing = useFlash(value);
  return (
    <td data-numeric={numeric || undefined} data-flash={flashing || undefined}>
      {children}
    </td>
  );
}

/** Up and down go from one health score to the next, so that the list can be walked without the mouse. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-explain]')];
  const here = buttons.indexOf(event.target as HTMLButtonElement);
  const next = buttons[here + step];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
