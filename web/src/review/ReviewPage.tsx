// Blueprint review: the corrections that ship beside the blueprint, each with its effect on the rows there are and one switch, and
// what the checker finds.
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { fetchAmendments } from '../api/amendments';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { Failure } from '../parts/Failure';
import { PageSkeleton } from '../parts/PageSkeleton';
import { AmendmentCard } from './AmendmentCard';
import { Findings, useFindings } from './Findings';
import classes from './Review.module.css';

export default function ReviewPage() {
  const { answer } = useSchema();
  const { data, error, refetch } = useQuery({ queryKey: ['amendments', '*'], queryFn: ({ signal }) => fetchAmendments(signal) });
  const findings = useFindings();
  const [tab, setTab] = useState<string | null>('amendments');
  const [picked, setPicked] = useState<string[]>([]);
  const showAmendment = (id: string) => {
    setTab('amendments');
    requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }));
  };
  const items = data?.items ?? [];
  const together = Object.fromEntries(picked.map((id) => [id, !items.find((item) => item.id === id)?.on]));
  return (
    <>
      <PageHeader title="Blueprint review" description={`${answer.title}, version ${answer.version}. What is doubtful in it, and corrections that stand beside it: off until somebody switches them on.`}>
        {picked.length > 0 && (
          <Link to="/what-if" search={{ try: { amendments: together } }} className={classes.together}>
            Try {picked.length === 1 ? picked[0] : `${picked.length} together`}
          </Link>
        )}
      </PageHeader>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="amendments">Amendments{data ? ` (${items.filter(({ on }) => on).length} of ${items.length} on)` : ''}</Tabs.Tab>
          <Tabs.Tab value="findings">Findings{findings.data ? ` (${findings.data.findings.length})` : ''}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="amendments" pt="sm">
          {error && <Failure error={error} again={() => void refetch()} />}
          {!data && !error && <PageSkeleton rows={6} />}
          {data && items.length === 0 && <p className={classes.reason}>No amendments ship with this blueprint.</p>}
          <div className={classes.cards}>
            {items.map((amendment) => (
              <AmendmentCard
                key={amendment.id}
                amendment={amendment}
                picked={picked.includes(amendment.id)}
                onPick={(pick) => setPicked(pick ? [...picked, amendment.id] : picked.filter((id) => id !== amendment.id))}
              />
            ))}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="findings" pt="sm">
          <Findings onAmendment={showAmendment} />
        </Tabs.Panel>
      </Tabs>
      <p className={classes.docs}>
        How formulas are read stands in <code>docs/formula-semantics.md</code>, the checker’s rules in <code>docs/checker.md</code>, and how amendments are written in{' '}
        <code>docs/blueprint-format.md</code>, beside the program.
      </p>
    </>
  );
}
