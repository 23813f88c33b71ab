// Rows as cards, for any table.
import { Failure } from '../../parts/Failure';
import type { LayoutProps } from '../../views/viewQuery';
import { NoRows } from '../NoRows';
import { SummaryStrip } from '../summary/SummaryStrip';
import { TooMany } from '../TooMany';
import { CardGroups, CardSkeleton } from './CardGroups';
import { useCards } from './useCards';

export default function CardLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const { columns, query, rows } = useCards(table, view, asked);
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!rows.data) return <CardSkeleton />;
  if (rows.data.total === 0) return <NoRows table={table} view={view} search={search} change={change} />;
  return (
    <>
      <SummaryStrip view={view} items={rows.data.summary ?? []} search={search} />
      <TooMany page={rows.data} />
      <CardGroups table={table} view={view} page={rows.data} query={query} columns={columns} />
    </>
  );
}
