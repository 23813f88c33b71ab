// A view of a table: its title, its tools, and its rows in the layout that the blueprint or the reader chose.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { titleOf, type Layout, type Table, type View } from '../api/schema';
import { keyOf } from '../app/links';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import type { ViewSearch } from '../app/search';
import { layouts } from '../layouts/all';
import { NotFound } from '../pages/NotFound';
import { PageSkeleton } from '../parts/PageSkeleton';
import { AsOfBanner } from './AsOf';
import { formulaOf } from './filterFormula';
import { SaveDialog, SaveTools } from './SaveTools';
import { Toolbar } from './Toolbar';
import { useSavedViews } from './useSavedViews';
import classes from './ViewPage.module.css';
import { useRowQuery } from './viewQuery';
import { definitionOf, isChanged, isStep, mergedState, unchanged } from './viewState';
import { ViewTabs } from './ViewTabs';

export default function ViewPage() {
  const { view: segment } = useParams({ from: '/view/$view' });
  const found = useSchema().view(keyOf(segment));
  if (!found) return <NotFound what="view" />;
  return <ViewOf key={found.view.id} table={found.table} view={found.view} />;
}

function ViewOf({ table, view }: { table: Table; view: View }) {
  const schema = useSchema();
  const address = useSearch({ from: '/view/$view' });
  const navigate = useNavigate({ from: '/view/$view' });
  const { saved: all, pending, again } = useSavedViews(table.id);
  const saved = all.find(({ id }) => id === address.saved);
  const search = useMemo(() => mergedState(saved, address), [saved, address]);
  const [dialog, setDialog] = useState<'save' | 'rename'>();
  const change = useCallback(
    (part: Partial<ViewSearch>) => void navigate({ search: (before) => ({ ...before, ...part }), replace: !isStep(part) }),
    [navigate],
  );
  const query = useRowQuery(table, search);
  const wanted = (search.layout as Layout | undefined) ?? view.layout;
  const kind: Layout = layouts[wanted] ? wanted : 'grid';
  const Layout = layouts[kind]?.component;
  const formula = search.filter && formulaOf(search.filter, (id) => schema.column(table, id));
  const definition = definitionOf(view, search, formula);
  const title = saved?.name ?? titleOf(view);
  const show = (id: string | undefined) => void navigate({ search: ({ peek, explain }) => ({ peek, explain, saved: id }) });
  // What a saved view says is waited for: the rows of the bare view would only flash by.
  const waits = address.saved !== undefined && pending;
  return (
    <div className={classes.page} data-flush>
      <PageHeader crumbs={[{ title: titleOf(table) }]} title={title} about={saved ? undefined : view.description}>
        <SaveTools
          saved={saved}
          changed={isChanged(address)}
          definition={definition}
          onSaved={() => void again().then(() => show(saved?.id))}
          onSaveAs={() => setDialog('save')}
          onReset={() => change(unchanged)}
        />
      </PageHeader>
      <div className={classes.bar}>
        <ViewTabs
          table={table}
          view={view}
          saved={all}
          current={saved}
          onRename={() => setDialog('rename')}
          onDuplicate={() => setDialog('save')}
          onDeleted={() => void again().then(() => show(undefined))}
        />
        <Toolbar table={table} view={view} layout={kind} search={search} query={query} change={change} />
      </div>
      {search.asOf && <AsOfBanner asOf={search.asOf} onNow={() => change({ asOf: undefined })} />}
      <Suspense fallback={<PageSkeleton />}>
        {Layout && !waits && (
          <div className={kind === 'grid' ? classes.fill : classes.content}>
            <Layout table={table} view={view} search={search} query={query} change={change} />
          </div>
        )}
      </Suspense>
      {dialog && (
        <SaveDialog
          table={table}
          saved={dialog === 'rename' ? saved : undefined}
          suggestion={dialog === 'rename' ? title : `${title} (mine)`}
          definition={definition}
          onDone={(id) => {
            setDialog(undefined);
            void again().then(() => show(id));
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}
