// A record whole: the strip at its top and its tabs. The page and the panel beside a page show the same.
import { Tabs } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { ApiError } from '../api/http';
import type { RecordAnswer } from '../api/rows';
import type { Table } from '../api/schema';
import type { Value } from '../api/values';
import { useSchema } from '../app/schemaContext';
import { useWriter } from '../edit/writer';
import { RecordHistory } from '../history/RecordHistory';
import { useBeat, useOthersAt } from '../live/presence';
import { CardActions } from '../layouts/card/CardActions';
import { Failure } from '../parts/Failure';
import { IconTrash } from '../parts/icons';
import { Message } from '../parts/Message';
import { PageSkeleton } from '../parts/PageSkeleton';
import { CommentsTab } from './comments/CommentsTab';
import { layoutOf, type Tab } from './layout';
import { Details } from './Details';
import { FilesTab } from './FilesTab';
import { readTab, writeTab } from './place';
import { RecordContext, type OpenRecord } from './recordContext';
import { OthersHere } from './OthersHere';
import { RecordStrip } from './RecordStrip';
import { RelatedList } from './RelatedList';
import { TimelineTab } from './TimelineTab';
import { useRecordAnswer } from './useRecordAnswer';
import classes from './Record.module.css';

interface Props {
  table: Table;
  row: string;
  tab: string | undefined;
  onTab: (tab: string | undefined) => void;
  asOf?: string | undefined;
  /** In the panel beside a page there is less room. */
  narrow?: boolean;
  /** Whether this is what the reader looks at, and not something below a panel. */
  inFront: boolean;
}

export function RecordView(props: Props) {
  const { table, row, asOf } = props;
  const answer = useRecordAnswer(table.id, row, asOf);
  if (answer.data) return <OpenRecordView {...props} record={answer.data} />;
  if (!answer.isError) return <PageSkeleton />;
  if (answer.error instanceof ApiError && answer.error.status === 404) {
    return (
      <Message role="status" icon={<IconTrash size={22} />} title="This record is not there">
        {asOf ? 'It did not exist on that day.' : 'It was deleted, or never was. Deleted rows can be brought back from the bin.'}
      </Message>
    );
  }
  return <Failure error={answer.error} again={() => void answer.refetch()} />;
}

function OpenRecordView({ table, row, tab, onTab, asOf, narrow, inFront, record }: Props & { record: RecordAnswer }) {
  const schema = useSchema();
  const { write } = useWriter();
  const layout = useMemo(() => layoutOf(schema, table), [schema, table]);
  const { tab: asked, column } = readTab(tab);
  // Of a day in the past nobody needs to know.
  useBeat(inFront && !asOf ? { table: table.id, row } : undefined);
  const others = useOthersAt(table.id, row);
  const save = useCallback(
    async (column: string, value: Value, expected: Value | undefined) => {
      await write([{ write: { table: table.id, row, cells: { [column]: value }, expected: { [column]: expected ?? null } } }], { cause: 'page', quiet: true });
    },
    [write, table.id, row],
  );
  const open = useMemo<OpenRecord>(
    () => ({
      table,
      record,
      asOf,
      others,
      save,
      discuss: (id) => onTab(writeTab('comments', id)),
      showHistory: (id) => onTab(writeTab('history', id)),
    }),
    [table, record, asOf, others, save, onTab],
  );
  const first = layout.tabs[0]?.key ?? 'history';
  const known = [...layout.tabs.map(({ key }) => key), 'comments', 'history'];
  const current = asked && known.includes(asked) ? asked : first;
  return (
    <RecordContext value={open}>
      <OthersHere />
      <RecordStrip layout={layout} />
      {!asOf && <CardActions table={table} row={{ id: row, name: record.name }} actions={layout.actions} />}
      <Tabs
        value={current}
        keepMounted={false}
        onChange={(next) => onTab(next === first ? undefined : (next ?? undefined))}
      >
        <Tabs.List className={classes.tabs ?? ''} aria-label="Parts of the record">
          {layout.tabs.map(({ key, title }) => (
            <Tabs.Tab key={key} value={key}>
              {title}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="comments">
            Comments{' '}
            {record.comments ? (
              <span className={classes.count}>
                {record.comments}
                <span className="visually-hidden"> open</span>
              </span>
            ) : null}
          </Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        {layout.tabs.map((part) => (
          <Tabs.Panel key={part.key} value={part.key} className={classes.panel}>
            <TabContent tab={part} narrow={narrow ?? false} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="comments" className={classes.panel}>
          <CommentsTab key={column ?? ''} table={table} row={row} column={column} onColumn={(id) => onTab(writeTab('comments', id))} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          <RecordHistory table={table} row={row} column={column} onColumn={(id) => onTab(writeTab('history', id))} />
        </Tabs.Panel>
      </Tabs>
    </RecordContext>
  );
}

function TabContent({ tab, narrow }: { tab: Tab; narrow: boolean }) {
  return (
    <>
      {tab.sections.length > 0 && <Details sections={tab.sections} narrow={narrow} />}
      {tab.related.map((list) => (
        <RelatedList key={`${list.table} ${list.by}`} list={list} />
      ))}
      {(tab.timeline.length > 0 || tab.changes.length > 0) && <TimelineTab sources={tab.timeline} changes={tab.changes} />}
      {tab.files && <FilesTab column={tab.files} />}
    </>
  );
}
