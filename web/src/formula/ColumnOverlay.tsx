// The formula of a column, over any page: type it, see it on real rows, see what hangs on it and what would change, then save.
// With "+" in place of the column, a new one.
import { Alert, Button, Drawer, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askBlastRadius, changeSchema, type SchemaChange } from '../api/effect';
import type { FormulaCheck } from '../api/formula';
import { titleOf, type Column, type Table } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { EffectOf } from '../whatif/Effect';
import { IconAlertTriangle } from '../parts/icons';
import { useFocusBack } from '../parts/useFocusBack';
import classes from './ColumnOverlay.module.css';
import { Dependents } from './Dependents';
import { FormulaField } from './FormulaField';
import { Preview } from './Preview';
import { refusalWords, tellChanged } from './save';

interface Props {
  /** "grid-…/c-…", "grid-…/+". */
  address: string;
  onClose: () => void;
}

export default function ColumnOverlay({ address, onClose }: Props) {
  useFocusBack();
  const schema = useSchema();
  const [tableKey = '', columnKey = ''] = address.split('/');
  const table = schema.table(tableKey);
  const column = table && schema.column(table, columnKey);
  const isNew = columnKey === '+';
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(760px, 100vw)"
      title={isNew ? `New column of ${table ? titleOf(table) : tableKey}` : column && table ? `${titleOf(column)} · ${titleOf(table)}` : 'Formula'}
      classNames={{ title: classes.title ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {table && (column || isNew) ? (
        <Edited key={address} table={table} column={column} onClose={onClose} />
      ) : (
        <Alert color="red" role="alert" title="There is no such column">
          It may have been renamed or removed since the link was made.
        </Alert>
      )}
    </Drawer>
  );
}

// Types that need nothing more than a name; the others are made in the blueprint.
const plainTypes = ['text', 'number', 'currency', 'percent', 'date', 'date-time', 'checkbox', 'duration', 'email', 'link', 'phone', 'canvas', 'files'];

function Edited({ table, column, onClose }: { table: Table; column: Column | undefined; onClose: () => void }) {
  const [formula, setFormula] = useState(column?.formula ?? '');
  const [name, setName] = useState('');
  const [type, setType] = useState('number');
  const [computed, setComputed] = useState(true);
  const [reason, setReason] = useState('');
  const [check, setCheck] = useState<{ result: FormulaCheck | Error; formula: string }>();
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  const client = useQueryClient();
  const written = !column && !computed;
  const ok = written || (check !== undefined && check.formula === formula && !(check.result instanceof Error) && check.result.ok);
  const dirty = column ? formula !== (column.formula ?? '') : name.trim() !== '';
  const changes: SchemaChange[] = column
    ? [{ verb: 'change', subject: 'column', table: table.id, name: column.id, settings: { formula } }]
    : [{ verb: 'add', subject: 'column', table: table.id, settings: { name: name.trim().replaceAll(' ', '_'), type, ...(written ? {} : { formula }) } }];

  const consequences = useConsequences(changes, dirty && ok);
  const blocked = consequences.data?.possible === false;

  const save = async () => {
    if (!dirty || !ok || blocked || saving) return;
    setSaving(true);
    setRefused(undefined);
    try {
      await changeSchema(changes, reason.trim());
      await client.invalidateQueries();
      tellChanged(
        column ? `The formula of ${titleOf(column)} is changed` : `${name.trim()} is added`,
        column
          ? [{ verb: 'change', subject: 'column', table: table.id, name: column.id, settings: { formula: column.formula ?? null } }]
          : [{ verb: 'remove', subject: 'column', table: table.id, name: name.trim().replaceAll(' ', '_') }],
        client,
      );
      onClose();
    } catch (error) {
      setRefused(refusalWords(error));
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className={classes.panel}>
      {column?.description && <p className={classes.about}>{column.description}</p>}
      {!column && (
        <div className={classes.fields}>
          <TextInput label="Name" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus required />
          <Select label="Type" data={plainTypes} value={type} onChange={(value) => value && setType(value)} allowDeselect={false} />
          <Switch label="Computed by a formula" checked={computed} onChange={({ currentTarget }) => setComputed(currentTarget.checked)} />
        </div>
      )}
      {!written && (
        <FormulaField
          value={formula}
          onChange={setFormula}
          table={table}
          label={column ? `Formula of ${titleOf(column)}` : 'Formula'}
          placeholder="[Column] * 2"
          autoFocus={column !== undefined}
          onCheck={(result, text) => setCheck({ result, formula: text })}
          onSubmit={() => void save()}
        />
      )}
      {column && !column.computed && (
        <Alert variant="default" title="People write this column">
          With a formula its written values are lost: they stay in the change log only.
        </Alert>
      )}
      {!written && <Preview table={table} column={column} formula={formula} ok={ok} />}
      <Consequences {...consequences} column={column} />
      {refused && (
        <Alert color="red" role="alert" title="That was not saved">
          {refused}
        </Alert>
      )}
      <div className={classes.foot}>
        <TextInput className={classes.reason ?? ''} label="Why (for the history)" value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
        {column && formula !== (column.formula ?? '') && (
          <Button variant="default" onClick={() => setFormula(column.formula ?? '')}>
            Back to what it was
          </Button>
        )}
        <Button onClick={() => void save()} disabled={!dirty || !ok || blocked} loading={saving}>
          {column ? 'Save' : `Add to ${titleOf(table)}`}
        </Button>
      </div>
      <p className={classes.about}>A change of the blueprint is one step: everybody sees it at once, and it can be taken back.</p>
    </div>
  );
}

/** What the changes would do, as the server sees it; asked when there is something to ask. */
function useConsequences(changes: SchemaChange[], ask: boolean) {
  const key = JSON.stringify(changes);
  const [settled] = useDebouncedValue(key, 400);
  const asked = ask && settled === key;
  const answer = useQuery({
    queryKey: ['blast radius', '*', settled],
    enabled: asked,
    retry: false,
    queryFn: ({ signal }) => askBlastRadius(JSON.parse(settled) as SchemaChange[], signal),
  });
  return { ask, data: asked ? answer.data : undefined, error: asked ? answer.error : null };
}

/** Before saving: what stands in the way, how many values would change and how, what hangs on the column. */
function Consequences({ ask, data, error, column }: ReturnType<typeof useConsequences> & { column: Column | undefined }) {
  if (!ask) return column ? <Dependents column={column} /> : null;
  return (
    <section aria-label="Before you save" className={classes.effect} aria-busy={!data && !error}>
      <h3 className={classes.heading}>Before you save</h3>
      {error && (
        <Alert color="red" role="alert">
          {refusalWords(error)}
        </Alert>
      )}
      {!data && !error && <p className={classes.about}>Working out what would change…</p>}
      {data?.obstacles.map((obstacle, index) => (
        <Alert key={index} variant="default" icon={<IconAlertTriangle size={16} />} role="alert" title={data.possible ? 'Mind this' : 'This stands in the way'}>
          {obstacle.message}
        </Alert>
      ))}
      {data?.possible && <EffectOf columns={data.values} changedValues={data.changedValues} />}
      {data && <Dependents list={data.dependents} />}
    </section>
  );
}
