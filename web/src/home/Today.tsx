// Who needs me today and why: the server's ranking, each with all of its reasons and what can be done at once.
import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchHome, type HomeItem, type HomeReason } from '../api/home';
import { keys } from '../api/queries';
import type { RowAction } from '../api/schema';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { toneOf } from '../columns/tone';
import { CardActions } from '../layouts/card/CardActions';
import { Failure } from '../parts/Failure';
import { IconCircleCheck } from '../parts/icons';
import { needsPerson, type Scope } from './scopes';
import classes from './Today.module.css';

const FIRST = 6;
/** Reasons of each that are shown at first: the heaviest. */
const WHY = 3;

export function Today({ scope }: { scope: Scope }) {
  const query = useQuery({
    queryKey: keys.home(scope.view.id),
    queryFn: ({ signal }) => fetchHome(scope.view.id, signal),
  });
  const [all, setAll] = useState(false);
  const items = query.data?.items;
  return (
    <section className={classes.today} aria-labelledby="today">
      <h2 id="today" className={classes.title}>
        Who needs {needsPerson(scope.view) ? 'me' : 'us'} today, and why
        {items && items.length > 0 && <span className={classes.count}>{items.length}</span>}
      </h2>
      {query.isError && <Failure error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <TodaySkeleton />}
      {items?.length === 0 && (
        <p className={classes.calm}>
          <IconCircleCheck size={18} aria-hidden /> Nobody. No renewal, health, task or silence needs you today.
        </p>
      )}
      {items && items.length > 0 && (
        <ol className={classes.list}>
          {items.slice(0, all ? undefined : FIRST).map((item) => (
            <Item key={`${item.subject.table} ${item.subject.row}`} item={item} actions={scope.view.card?.actions ?? []} />
          ))}
        </ol>
      )}
      {items && items.length > FIRST && (
        <Button variant="subtle" size="compact-sm" className="no-print" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show all ${items.length}`}
        </Button>
      )}
    </section>
  );
}

function Item({ item: { subject, reasons }, actions }: { item: HomeItem; actions: RowAction[] }) {
  const schema = useSchema();
  const table = schema.table(subject.table);
  const [all, setAll] = useState(false);
  return (
    <li className={classes.item} data-tone={toneOf(reasons[0]?.tone)}>
      <div className={classes.words}>
        <RecordLink table={subject.table} row={subject.row} className={classes.name}>
          {subject.name}
        </RecordLink>
        <ul className={classes.reasons}>
          {(all ? reasons : reasons.slice(0, WHY)).map((reason) => (
            <ReasonLine key={`${reason.table} ${reason.row} ${reason.text}`} reason={reason} subject={subject} />
          ))}
        </ul>
        {reasons.length > WHY && (
          <button type="button" className={`text-button no-print ${classes.rest}`} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer reasons' : `${reasons.length - WHY} more ${reasons.length - WHY === 1 ? 'reason' : 'reasons'}`}
            <VisuallyHidden>: {subject.name}</VisuallyHidden>
          </button>
        )}
      </div>
      {table && <CardActions table={table} row={{ id: subject.row, name: subject.name }} actions={actions} />}
    </li>
  );
}

/** A reason of another row, a task say, leads to that row. */
function ReasonLine({ reason, subject }: { reason: HomeReason; subject: HomeItem['subject'] }) {
  const other = reason.row !== subject.row || reason.table !== subject.table;
  return (
    <li data-tone={toneOf(reason.tone)}>
      {other ? (
        <RecordLink table={reason.table} row={reason.row}>
          {reason.text}
        </RecordLink>
      ) : (
        reason.text
      )}
    </li>
  );
}

function TodaySkeleton() {
  return (
    <div role="status" aria-label="Reading who needs you">
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} height={52} mb={6} radius={6} />
      ))}
    </div>
  );
}
