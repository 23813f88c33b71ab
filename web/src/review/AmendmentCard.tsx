// One correction: why, what it changes in which formula, what that would do to the rows there are, and the switch.
import { Checkbox, Skeleton, Switch } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchAmendment, switchAmendment, type Amendment } from '../api/amendments';
import { titleOf } from '../api/schema';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { refusalWords, tellDoneWithUndo } from '../formula/save';
import { Chip } from '../parts/Chip';
import { EffectOf } from '../whatif/Effect';
import { FormulaDiff } from './FormulaDiff';
import classes from './Review.module.css';

interface Props {
  amendment: Amendment;
  picked: boolean;
  onPick: (picked: boolean) => void;
}

export function AmendmentCard({ amendment, picked, onPick }: Props) {
  const { id, title, reason, on, changes } = amendment;
  const schema = useSchema();
  const open = useOpen();
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const client = useQueryClient();
  const [switching, setSwitching] = useState(false);
  const [refused, setRefused] = useState<string>();
  // Once seen it stays asked; scrolling past again asks nothing.
  const [seen, setSeen] = useState(false);
  if (inViewport && !seen) setSeen(true);
  const judged = useQuery({
    queryKey: ['amendment', '*', id, on],
    enabled: seen,
    retry: false,
    queryFn: ({ signal }) => fetchAmendment(id, signal),
  });

  const change = async (wanted: boolean) => {
    setSwitching(true);
    setRefused(undefined);
    try {
      await switchAmendment(id, wanted);
      await client.invalidateQueries();
      tellDoneWithUndo(`${id} is ${wanted ? 'on' : 'off'}: ${title}`, () => switchAmendment(id, !wanted), client);
    } catch (error) {
      setRefused(refusalWords(error));
    } finally {
      setSwitching(false);
    }
  };

  return (
    <article ref={ref} className={classes.card} id={id} aria-labelledby={`${id}-title`}>
      <header className={classes.cardHead}>
        <Checkbox size="xs" checked={picked} onChange={({ currentTarget }) => onPick(currentTarget.checked)} aria-label={`Pick ${id} to try together with others`} />
        <h3 className={classes.cardTitle} id={`${id}-title`}>
          {id} · {title}
        </h3>
        <Chip tone={on ? 'green' : 'grey'}>{on ? 'On' : 'Off'}</Chip>
        <Switch className={classes.switch ?? ''} checked={on} disabled={switching} onChange={({ currentTarget }) => void change(currentTarget.checked)} aria-label={`${id}: ${title}`} />
      </header>
      <p className={classes.reason}>{reason}</p>
      {refused && (
        <p role="alert" className={classes.refused}>
          {refused}
        </p>
      )}
      {changes.map(({ table: key, column: name, before, after, formula }) => {
        const table = schema.table(key);
        const column = table && schema.column(table, name);
        return (
          <section key={`${key}.${name}`} className={classes.change}>
            <h4 className={classes.changeTitle}>
              {titleOf(column ?? { name })} · {titleOf(table ?? { name: key })}
              {table && column && (
                <button type="button" className="text-button" onClick={() => open.column(table.id, column.id)}>
                  Edit
                </button>
              )}
            </h4>
            <FormulaDiff before={before} after={after} />
            {formula !== undefined && formula !== before && formula !== after && <p className={classes.reason}>The formula is neither of these now; somebody has changed it.</p>}
          </section>
        );
      })}
      <section className={classes.effect} aria-label={`What ${on ? 'switching it off' : 'switching it on'} would change`}>
        <h4 className={classes.changeTitle}>{on ? 'Switched off, it would take this back' : 'What it would change now'}</h4>
        {judged.error && <p className={classes.refused}>{judged.error.message}</p>}
        {!judged.data && !judged.error && <Skeleton height={40} />}
        {judged.data?.obstacle && <p className={classes.refused}>{judged.data.obstacle}</p>}
        {judged.data?.effect && <EffectOf columns={judged.data.effect.columns} changedValues={judged.data.effect.changedValues} />}
      </section>
    </article>
  );
}
