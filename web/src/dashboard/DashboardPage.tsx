// A dashboard of the blueprint: its controls, and its sections of tiles. The live stream keeps it up to date.
import { ActionIcon, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { fetchDashboard, type Dashboard } from '../api/dashboards';
import { keys } from '../api/queries';
import { keyOf } from '../app/links';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { Controls } from '../layouts/controls/Controls';
import { NotFound } from '../pages/NotFound';
import { Failure } from '../parts/Failure';
import { IconPrinter } from '../parts/icons';
import classes from './Dashboard.module.css';
import { TileView } from './TileView';

export default function DashboardPage() {
  const { dashboard: segment } = useParams({ from: '/dashboard/$dashboard' });
  const key = keyOf(segment);
  const known = useSchema().dashboards.find(({ id, name }) => id === key || name === key);
  return known ? <Of key={known.id} id={known.id} title={known.title} /> : <NotFound what="dashboard" />;
}

function Of({ id, title }: { id: string; title: string }) {
  const search = useSearch({ from: '/dashboard/$dashboard' });
  const navigate = useNavigate({ from: '/dashboard/$dashboard' });
  const query = useQuery({
    queryKey: keys.dashboard(id, search.control),
    queryFn: ({ signal }) => fetchDashboard(id, search.control, signal),
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  return (
    <>
      <PageHeader title={data?.title ?? title} about={data?.description}>
        <ActionIcon variant="default" size={30} aria-label="Print this dashboard" onClick={() => window.print()}>
          <IconPrinter size={16} />
        </ActionIcon>
      </PageHeader>
      {data && data.controls.length > 0 && (
        <div className={classes.controls}>
          <Controls
            controls={data?.controls.map((control) => ({ ...control, id: control.name })) ?? []}
            search={search}
            change={(part) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true })}
          />
        </div>
      )}
      {query.isError && !data ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : data ? (
        <Sections dashboard={data} controls={search.control} />
      ) : (
        <DashboardSkeleton />
      )}
    </>
  );
}

function Sections({ dashboard, controls }: { dashboard: Dashboard; controls: Record<string, string> | undefined }) {
  let before = 0;
  return dashboard.sections.map(({ title, tiles }, index) => {
    const first = before;
    before += tiles.length;
    return (
      <section key={title ?? index} className={classes.section} aria-label={title}>
        {title && <h2 className={classes.sectionTitle}>{title}</h2>}
        <div className={classes.tiles}>
          {tiles.map((tile, at) => (
            <TileView key={`${tile.kind} ${tile.title ?? at}`} tile={tile} address={`${dashboard.id}/${first + at}`} controls={controls} />
          ))}
        </div>
      </section>
    );
  });
}

function DashboardSkeleton() {
  return (
    <div role="status" aria-label="Reading the dashboard">
      <div className={classes.tiles}>
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index} className={classes.tile} data-kind="kpi">
            <Skeleton height={88} />
          </div>
        ))}
      </div>
      <Skeleton height={280} mt={16} />
    </div>
  );
}
