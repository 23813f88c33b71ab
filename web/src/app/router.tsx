// The pages and their addresses. Each page is read when it is first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, useParams } from '@tanstack/react-router';
import { NotFound } from '../pages/NotFound';
import { PageSkeleton } from '../parts/PageSkeleton';
import { keyOf, viewSegment } from './links';
import { useSchema } from './schemaContext';
import { readHomeSearch, readOverlaySearch, readRecordSearch, readViewSearch, readWhatIfSearch } from './search';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: () => <NotFound />, validateSearch: readOverlaySearch });
const parent = { getParentRoute: () => root };

function TablePage() {
  const { table: segment } = useParams({ from: '/table/$table' });
  const schema = useSchema();
  const table = schema.table(keyOf(segment));
  const view = table && schema.defaultView(table);
  return view ? <Navigate to="/view/$view" params={{ view: viewSegment(view) }} replace /> : <NotFound what="table" />;
}

/** A `browserLink` of the API: to a table or a view. */
function TableLink() {
  const { table: key } = useParams({ from: '/tables/$table' });
  const schema = useSchema();
  const view = schema.view(key)?.view;
  return view ? <Navigate to="/view/$view" params={{ view: viewSegment(view) }} replace /> : <Navigate to="/table/$table" params={{ table: key }} replace />;
}

/** The same to a row, of a table or of a view. */
function RowLink() {
  const { table: key, row } = useParams({ from: '/tables/$table/rows/$row' });
  const schema = useSchema();
  const table = schema.table(key) ?? schema.view(key)?.table;
  return table ? <Navigate to="/record/$table/$row" params={{ table: table.id, row }} replace /> : <NotFound what="table" />;
}

const routes = [
  createRoute({ ...parent, path: '/', validateSearch: readHomeSearch, component: lazyRouteComponent(() => import('../home/HomePage')) }),
  createRoute({
    ...parent,
    path: '/view/$view',
    validateSearch: readViewSearch,
    component: lazyRouteComponent(() => import('../views/ViewPage')),
  }),
  createRoute({ ...parent, path: '/table/$table', component: TablePage }),
  createRoute({ ...parent, path: '/tables/$table', component: TableLink }),
  createRoute({ ...parent, path: '/tables/$table/rows/$row', component: RowLink }),
  createRoute({
    ...parent,
    path: '/record/$table/$row',
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import('../record/RecordPage')),
  }),
  createRoute({ ...parent, path: '/brief/$table/$row', component: lazyRouteComponent(() => import('../brief/BriefPage')) }),
  createRoute({
    ...parent,
    path: '/dashboard/$dashboard',
    validateSearch: readViewSearch,
    component: lazyRouteComponent(() => import('../dashboard/DashboardPage')),
  }),
  createRoute({ ...parent, path: '/blueprint', component: lazyRouteComponent(() => import('../review/ReviewPage')) }),
  createRoute({ ...parent, path: '/what-if', validateSearch: readWhatIfSearch, component: lazyRouteComponent(() => import('../whatif/WhatIfPage')) }),
  createRoute({ ...parent, path: '/import', component: lazyRouteComponent(() => import('../import/ImportPage')) }),
  createRoute({ ...parent, path: '/history', component: lazyRouteComponent(() => import('../history/HistoryPage')) }),
  createRoute({ ...parent, path: '/bin', component: lazyRouteComponent(() => import('../history/BinPage')) }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
