// A view of a table: its title, its tools, and its rows in the layout that the blueprint or the reader chose.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback } from 'react';
import { titleOf, type Layout } from '../api/schema';
import { keyOf } from '../app/links';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import type { ViewSearch } from '../app/search';
import { layouts } from '../layouts/all';
import { NotFound } from '../pages/NotFound';
import { PageSkeleton } from '../parts/PageSkeleton';
import classes from './ViewPage.module.css';
import { useRowQuery } from './viewQuery';
import type { Table, View } from '../api/schema';

export default function ViewPage() {
  const { view: segment } = useParams({ from: '/view/$view' });
  const found = useSchema().view(keyOf(segment));
  if (!found) return <NotFound what="view" />;
  return <ViewOf key={found.view.id} table={found.table} view={found.view} />;
}

function ViewOf({ table, view }: { table: Table; view: View }) {
  const search = useSearch({ from: '/view/$view' });
  const navigate = useNavigate({ from: '/view/$view' });
  const change = useCallback(
    (part: Partial<ViewSearch>) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const query = useRowQuery(table, search);
  const wanted = (search.layout as Layout | undefined) ?? view.layout;
  const kind = layouts[wanted] ? wanted : 'grid';
  const Layout = layouts[kind]?.component;
  return (
    <div className={classes.page}>
      <PageHeader crumbs={[{ title: titleOf(table) }]} title={titleOf(view)} description={view.description} />
      <Suspense fallback={<PageSkeleton />}>
        {Layout && (
          <div className={kind === 'grid' ? classes.fill : undefined}>
            <Layout table={table} view={view} search={search} query={query} change={change} />
          </div>
        )}
      </Suspense>
    </div>
  );
}
