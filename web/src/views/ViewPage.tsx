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
  const layout = layouts[(search.layout as Layout) ?? view.layout] ?? layouts.grid;
  const Layout = layout?.component;
  return (
    <>
      <PageHeader crumbs={[{ title: titleOf(table) }]} title={titleOf(view)} description={view.description} />
      <Suspense fallback={<PageSkeleton />}>
        {Layout && <Layout table={table} view={view} search={search} query={query} change={change} />}
      </Suspense>
    </>
  );
}
