// The cards of a view, group by group; each group tells how many there are and what they are worth.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchRowIds, type RowPage, type RowQuery } from '../../api/rows';
import { titleOf, type Table, type View } from '../../api/schema';
import { formatCell, formatNumberOf, formatShort } from '../../columns/format';
import type { CardColumns } from '../pick';
import classes from './Card.module.css';
import { CardItem } from './CardItem';
import { cardGroups, type CardGroup } from './groups';

interface Props {
  table: Table;
  view: View;
  page: RowPage;
  query: RowQuery;
  columns: CardColumns;
  headingLevel?: 'h2' | 'h3';
}

const none: ReadonlySet<string> = new Set();

/** The rows that the blueprint wants to be noticed: its formula is the server's to evaluate. */
function usePulsing(table: Table, view: View, query: RowQuery): ReadonlySet<string> {
  const formula = view.card?.pulse;
  const filter = [query.filter, formula].flatMap((part) => (part ? `(${part})` : [])).join(' AND ');
  const { data } = useQuery({
    queryKey: ['rows', table.id, view.id, { ids: filter, controls: query.controls, search: query.search }],
    queryFn: async ({ signal }) => new Set((await fetchRowIds(view.id, { ...query, filter, group: [] }, signal)).ids),
    enabled: formula !== undefined,
  });
  return data ?? none;
}

export function CardGroups({ table, view, page, query, columns }: Props) {
  const pulsing = usePulsing(table, view, query);
  return (
    <>
      {cardGroups(page, columns.group).map((group) => (
        <Group key={JSON.stringify(group.group?.key ?? '')} table={table} view={view} group={group} columns={columns} pulsing={pulsing} />
      ))}
    </>
  );
}

const STEP = 60;

function Group({ table, view, group: { group, tone, rows }, columns, pulsing }: Omit<Props, 'page' | 'query'> & { group: CardGroup; pulsing: ReadonlySet<string> }) {
  const [shown, setShown] = useState(STEP);
  const { value } = columns;
  const worth = value && group?.aggregates?.[value.id];
  const title = group && columns.group ? formatCell(columns.group, group.key) || `No ${titleOf(columns.group).toLowerCase()}` : undefined;
  return (
    <section className={classes.group} aria-label={title}>
      {title !== undefined && (
        <div className={classes.groupHead}>
          <h2 className={classes.groupTitle} data-tone={tone}>
            {title}
          </h2>
          <span className={classes.groupMeta}>
            {group?.count}
            {value && typeof worth === 'number' && (
              <>
                {' · '}
                <span title={formatNumberOf(value, worth)}>
                  {titleOf(value)} {formatShort(value, worth)}
                </span>
              </>
            )}
          </span>
        </div>
      )}
      <ul className={classes.cards}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.id}>
            <CardItem table={table} row={row} columns={columns} actions={view.card?.actions ?? []} pulsing={pulsing.has(row.id)} />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Button className={classes.more ?? ''} variant="default" onClick={() => setShown(shown + STEP)}>
          Show {Math.min(STEP, rows.length - shown)} more of {rows.length - shown}
        </Button>
      )}
    </section>
  );
}

export function CardSkeleton() {
  return (
    <div role="status" aria-label="Reading the cards" className={classes.cards}>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} height={186} radius={8} />
      ))}
    </div>
  );
}
