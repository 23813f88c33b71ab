// The accounts, worst first: who needs attention, how bad it is, how long there is left.
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCloudOff, IconLock, IconSearchOff, IconUsersPlus } from '../parts/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { fetchRows } from '../api/rows';
import { currencyOf, useSchema } from '../api/schema';
import type { CellAddress } from '../api/explain';
import { ExplainDrawer } from '../explain/ExplainDrawer';
import { Message } from '../parts/Message';
import { readAccount, type Account } from './account';
import { AccountTable } from './AccountTable';
import { accountFields, accountTable } from './fields';
import { useListState } from './listState';
import { keepOrder, selectAccounts, totalsOf } from './order';
import { AccountSkeleton } from './Skeleton';
import { Toolbar } from './Toolbar';
import { TotalsStrip } from './Totals';
import classes from './AccountsPage.module.css';

export function AccountsPage() {
  const rows = useQuery({
    queryKey: ['rows', accountTable],
    queryFn: ({ signal }) => fetchRows(accountTable, signal),
    placeholderData: keepPreviousData,
  });
  const accounts = useMemo(() => rows.data?.map(readAccount), [rows.data]);
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Accounts</h1>
      {accounts ? (
        <AccountList accounts={accounts} />
      ) : rows.isError ? (
        <Failure error={rows.error} again={() => void rows.refetch()} />
      ) : (
        <AccountSkeleton />
      )}
    </div>
  );
}

function AccountList({ accounts }: { accounts: Account[] }) {
  const [state, change] = useListState();
  const [explained, setExplained] = useState<{ cell: CellAddress; account: string }>();
  const [held, setHeld] = useState(false);
  const currency = currencyOf(useSchema(), accountTable, accountFields.arr);
  const search = useRef<HTMLInputElement>(null);
  const order = useRef<string[]>([]);
  useHotkeys([['/', () => search.current?.focus()]]);

  const totals = useMemo(() => totalsOf(accounts), [accounts]);
  const selected = selectAccounts(accounts, state);
  // Nothing moves under the pointer: while it rests on the list, a changed score changes its cell and not its place.
  const shown = held ? keepOrder(selected, order.current) : selected;
  if (!held) order.current = selected.map((account) => account.id);

  if (accounts.length === 0) return <NoAccounts />;
  return (
    <>
      <TotalsStrip totals={totals} currency={currency} />
      <Toolbar ref={search} state={state} change={change} totals={totals} shown={shown.length} />
      {shown.length === 0 ? (
        <Message
          role="status"
          icon={<IconSearchOff size={22} />}
          title="No account fits"
          action={
            <Button variant="default" onClick={() => change({ search: '', risk: '' })}>
              Clear filters
            </Button>
          }
        >
          {accounts.length === 1 ? 'The one account is' : `All ${accounts.length} accounts are`} hidden by the search or the
          risk level.
        </Message>
      ) : (
        <AccountTable
          accounts={shown}
          currency={currency}
          state={state}
          change={change}
          onHold={setHeld}
          onExplain={(account) =>
            setExplained({
              cell: { table: accountTable, row: account.id, column: accountFields.health },
              account: account.name,
            })
          }
        />
      )}
      <ExplainDrawer subject={explained?.account ?? ''} cell={explained?.cell} onClose={() => setExplained(undefined)} />
    </>
  );
}

function NoAccounts() {
  return (
    <Message icon={<IconUsersPlus size={22} />} title="No accounts yet">
      This page shows every account with its health, its risk and the days left to its renewal. Load the pilot with{' '}
      <code>csip init --data DIR --sample gard-as</code>, bring your own with <code>csip import</code>, or add rows through the
      API: they appear here at once.
    </Message>
  );
}

function Failure({ error, again }: { error: Error; again: () => void }) {
  const status = error instanceof ApiError ? error.status : undefined;
  const button = (
    <Button variant="default" onClick={again}>
      Try again
    </Button>
  );
  if (status === 401 || status === 403) {
    return (
      <Message role="alert" icon={<IconLock size={22} />} title="This browser is not signed in" action={button}>
        {error.message} Open the page on the machine that serves it, by the address the server prints at start.
      </Message>
    );
  }
  return (
    <Message role="alert" icon={<IconCloudOff size={22} />} title="The accounts could not be read" action={button}>
      {error.message}
    </Message>
  );
}
