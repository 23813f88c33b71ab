// The cards of a scope, with the numbers that sum them up.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { RowPage, SummaryItem } from '../api/rows';
import { titleOf } from '../api/schema';
import { formatNumber } from '../format/number';
import { CardGroups, CardSkeleton } from '../layouts/card/CardGroups';
import { useCards } from '../layouts/card/useCards';
import type { CardColumns } from '../layouts/pick';
import { SummaryStrip } from '../layouts/summary/SummaryStrip';
import { TooMany } from '../layouts/TooMany';
import { Failure } from '../parts/Failure';
import { IconBriefcase } from '../parts/icons';
import { Message } from '../parts/Message';
import type { Scope } from './scopes';

const noQuery = {};

/** The blueprint's own summary, or what every card view can say: how many, what they are worth, how they do. */
function totals(page: RowPage, table: Scope['table'], { value, gauge }: CardColumns): SummaryItem[] {
  if (page.summary && page.summary.length > 0) return page.summary;
  const items: SummaryItem[] = [{ label: titleOf(table), value: page.total, format: { decimals: 0 } }];
  const add = (column: CardColumns['value'], label: (title: string) => string) => {
    if (!column) return;
    const { type, decimals, suffix, currency } = column;
    items.push({
      label: label(titleOf(column)),
      value: page.footer?.[column.id] ?? null,
      format: { type, ...(decimals === undefined ? {} : { decimals }), ...(suffix ? { suffix } : {}), ...(currency ? { currency } : {}) },
    });
  };
  add(value, (title) => title);
  add(gauge, (title) => `Average ${title.toLowerCase()}`);
  return items;
}

export function ScopeCards({ scope: { table, view, label }, scopes, onScope }: { scope: Scope; scopes: Scope[]; onScope: (view: string) => void }) {
  const { columns, query, rows } = useCards(table, view, noQuery);
  const items = useMemo(() => (rows.data ? totals(rows.data, table, columns) : []), [rows.data, table, columns]);
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!rows.data) return <CardSkeleton />;
  if (rows.data.total === 0) {
    const wider = scopes.slice(scopes.findIndex((scope) => scope.view === view) + 1);
    return (
      <Message
        icon={<IconBriefcase size={22} />}
        title={`Nothing in “${label}”`}
        action={wider.map((scope) => (
          <Button key={scope.view.id} variant="default" onClick={() => onScope(scope.view.id)}>
            {scope.label}
          </Button>
        ))}
      >
        {view.description ?? 'No row belongs in this view.'} There are {formatNumber(table.rowCount)} in {titleOf(table)}.
      </Message>
    );
  }
  return (
    <>
      <SummaryStrip view={view} items={items} />
      <TooMany page={rows.data} />
      <CardGroups table={table} view={view} page={rows.data} query={query} columns={columns} />
    </>
  );
}
