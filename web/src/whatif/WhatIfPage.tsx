// What if: a scratch pad. Other weights, other formulas, other values of cells, amendments on or off; at once: who would move
// between tiers, which sums would change, who would move most. Nothing is written until it is applied.
import { Button, Checkbox, CopyButton, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { fetchAmendments } from '../api/amendments';
import { titleOf, type Column, type Table } from '../api/schema';
import { askWhatIf } from '../api/whatIf';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { FormulaField } from '../formula/FormulaField';
import { refusalWords } from '../formula/save';
import { Apply } from './Apply';
import { CellsTried } from './CellsTried';
import { isEmpty, questionOf, type Draft } from './draft';
import { EffectOf } from './Effect';
import { findWeights, sharesOf } from './weights';
import { WeightSliders } from './WeightSliders';
import classes from './WhatIf.module.css';

export default function WhatIfPage() {
  const { try: tried } = useSearch({ from: '/what-if' });
  const navigate = useNavigate({ from: '/what-if' });
  const draft = useMemo(() => tried ?? {}, [tried]);
  const [applying, setApplying] = useState(false);
  const change = (part: Partial<Draft>) => {
    const next = trimmed({ ...draft, ...part });
    void navigate({ search: (before) => ({ ...before, try: isEmpty(next) ? undefined : next }), replace: true });
  };
  const nothing = isEmpty(draft);
  return (
    <>
      <PageHeader title="What if" description="Try other weights, formulas, values and amendments, and see who would move. Nothing is written until you apply it.">
        <CopyButton value={location.href}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" disabled={nothing} onClick={copy}>
              {copied ? 'Link copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" disabled={nothing} onClick={() => change({ cells: [], formulas: {}, amendments: {} })}>
          Drop all
        </Button>
        <Button size="xs" disabled={nothing} onClick={() => setApplying(true)}>
          Apply…
        </Button>
      </PageHeader>
      <div className={classes.page}>
        <div className={classes.inputs}>
          <Formulas draft={draft} onChange={(formulas) => change({ formulas })} />
          <section className={classes.block}>
            <h2 className={classes.heading}>Values</h2>
            <CellsTried cells={draft.cells ?? []} onChange={(cells) => change({ cells })} />
          </section>
          <Amendments tried={draft.amendments ?? {}} onChange={(amendments) => change({ amendments })} />
        </div>
        <Outcome draft={draft} />
      </div>
      <Apply draft={draft} opened={applying} onClose={() => setApplying(false)} onDone={(rest) => change({ cells: [], formulas: {}, amendments: {}, ...rest })} />
    </>
  );
}

const trimmed = ({ cells = [], formulas = {}, amendments = {} }: Draft): Draft => ({
  ...(cells.length > 0 ? { cells } : {}),
  ...(Object.keys(formulas).length > 0 ? { formulas } : {}),
  ...(Object.keys(amendments).length > 0 ? { amendments } : {}),
});

interface Computed {
  place: string;
  table: Table;
  column: Column;
}

/** Computed columns, those with several weights first: they are what people turn. */
function useComputed(): Computed[] {
  const schema = useSchema();
  return useMemo(() => {
    const all = schema.tables.flatMap((table) => table.columns.filter(({ formula }) => formula).map((column) => ({ place: `${table.id}/${column.id}`, table, column })));
    const weight = ({ column }: Computed) => sharesOf(findWeights(column.formula ?? '')).length;
    return all.map((one) => ({ one, shares: weight(one) })).sort((a, b) => b.shares - a.shares).map(({ one }) => one);
  }, [schema]);
}

function Formulas({ draft, onChange }: { draft: Draft; onChange: (formulas: Record<string, string>) => void }) {
  const computed = useComputed();
  const tried = draft.formulas ?? {};
  const [place, setPlace] = useState(Object.keys(tried)[0] ?? computed[0]?.place ?? '');
  const [asText, setAsText] = useState(false);
  const one = computed.find((candidate) => candidate.place === place);
  const put = (formula: string) => {
    const { [place]: _, ...others } = tried;
    onChange(formula === one?.column.formula ? others : { ...others, [place]: formula });
  };
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>Weights and formulas</h2>
      <Select
        size="xs"
        label="Formula of"
        searchable
        allowDeselect={false}
        data={computed.map(({ place: value, table, column }) => ({ value, label: `${titleOf(column)} · ${titleOf(table)}${tried[value] === undefined ? '' : ' (changed)'}` }))}
        value={place}
        onChange={(value) => value && setPlace(value)}
      />
      {one && (
        <>
          <WeightSliders column={one.column} formula={tried[place] ?? one.column.formula ?? ''} onChange={put} />
          <div className={classes.buttons}>
            <button type="button" className="text-button" aria-expanded={asText} onClick={() => setAsText(!asText)}>
              {asText ? 'Hide the formula' : 'Write the formula'}
            </button>
            {tried[place] !== undefined && (
              <button type="button" className="text-button" onClick={() => put(one.column.formula ?? '')}>
                Back to what it is
              </button>
            )}
          </div>
          {asText && <FormulaField key={place} value={tried[place] ?? one.column.formula ?? ''} onChange={put} table={one.table} label={`Formula of ${titleOf(one.column)}`} />}
        </>
      )}
    </section>
  );
}

function Amendments({ tried, onChange }: { tried: Record<string, boolean>; onChange: (amendments: Record<string, boolean>) => void }) {
  const { data } = useQuery({ queryKey: ['amendments', '*'], queryFn: ({ signal }) => fetchAmendments(signal) });
  if (!data || data.items.length === 0) return null;
  const put = (id: string, is: boolean, wanted: boolean) => {
    const { [id]: _, ...others } = tried;
    onChange(is === wanted ? others : { ...others, [id]: wanted });
  };
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>Amendments</h2>
      {data.items.map(({ id, title, on }) => (
        <Checkbox key={id} size="xs" label={`${id} · ${title}`} checked={tried[id] ?? on} onChange={({ currentTarget }) => put(id, on, currentTarget.checked)} className={classes.amendment ?? ''} />
      ))}
    </section>
  );
}

function Outcome({ draft }: { draft: Draft }) {
  const key = JSON.stringify(questionOf(draft));
  const [settled] = useDebouncedValue(key, 150);
  const nothing = isEmpty(draft);
  const { data, error, isFetching } = useQuery({
    queryKey: ['what if', '*', settled],
    enabled: !nothing,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askWhatIf(JSON.parse(settled) as ReturnType<typeof questionOf>, signal),
  });
  return (
    <section className={classes.outcome} aria-label="What would change" aria-busy={isFetching} aria-live="polite">
      <h2 className={classes.heading}>What would change</h2>
      {nothing && <p className={classes.dim}>Turn a weight, write another formula, change a value or switch an amendment: who would move stands here at once.</p>}
      {!nothing && error && (
        <p role="alert" className={classes.refused}>
          {refusalWords(error)}
        </p>
      )}
      {!nothing && !error && !data && <p className={classes.dim}>Working it out…</p>}
      {!nothing && !error && data && <EffectOf columns={data.columns} changedValues={data.changedValues} />}
    </section>
  );
}
