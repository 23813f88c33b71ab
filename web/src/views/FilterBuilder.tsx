// A filter as a tree: conditions that all must hold, or any of them; groups in groups; or a formula of one's own.
import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { titleOf, type Column, type Table } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { IconPlus, IconX } from '../parts/icons';
import { operatorsOf } from './conditions';
import { ConditionValue } from './ConditionValue';
import { isFormula, isTree, type Condition, type FilterNode, type FilterTree } from './filter';
import classes from './FilterBuilder.module.css';
import { FormulaCondition } from './FormulaCondition';

interface Props {
  table: Table;
  tree: FilterTree | undefined;
  onChange: (tree: FilterTree | undefined) => void;
}

const partsOf = (tree: FilterTree): FilterNode[] => tree.any ?? tree.all ?? [];
const withParts = (tree: FilterTree, parts: FilterNode[]): FilterTree => (tree.any ? { any: parts } : { all: parts });

export function FilterBuilder({ table, tree, onChange }: Props) {
  const empty = !tree || partsOf(tree).length === 0;
  return (
    <>
      {empty && <p className={classes.hint}>All rows of the view are shown. Add a condition to see fewer.</p>}
      <Branch table={table} tree={tree ?? { all: [] }} depth={0} onChange={(next) => onChange(partsOf(next).length > 0 ? next : undefined)} />
    </>
  );
}

function Branch({ table, tree, depth, onChange }: { table: Table; tree: FilterTree; depth: number; onChange: (tree: FilterTree) => void }) {
  const parts = partsOf(tree);
  const [first] = table.columns.filter(({ storage }) => storage !== 'none');
  const set = (index: number, part: FilterNode) => onChange(withParts(tree, parts.map((other, at) => (at === index ? part : other))));
  const add = (part: FilterNode) => onChange(withParts(tree, [...parts, part]));
  const condition = (): Condition => ({ column: first?.id ?? '', operator: '' });
  return (
    <div className={classes.branch} role="group" aria-label={depth === 0 ? 'Conditions' : 'Group of conditions'}>
      {parts.length > 1 && (
        <Select
          className={classes.junction ?? ''}
          size="xs"
          aria-label="How the conditions are joined"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={[
            { value: 'all', label: 'All of these hold' },
            { value: 'any', label: 'Any of these holds' },
          ]}
          value={tree.any ? 'any' : 'all'}
          onChange={(join) => onChange(join === 'any' ? { any: parts } : { all: parts })}
        />
      )}
      {parts.map((part, index) => (
        <div key={index} className={classes.part}>
          {isTree(part) ? (
            <Branch table={table} tree={part} depth={depth + 1} onChange={(next) => set(index, next)} />
          ) : isFormula(part) ? (
            <FormulaCondition table={table} formula={part.formula} onChange={(formula) => set(index, { formula })} />
          ) : (
            <ConditionRow table={table} condition={part} onChange={(next) => set(index, next)} />
          )}
          <ActionIcon variant="subtle" color="gray" aria-label="Remove this condition" onClick={() => onChange(withParts(tree, parts.filter((other) => other !== part)))}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Group gap={4}>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add(condition())}>
          Condition
        </Button>
        {depth < 3 && (
          <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add(tree.any ? { all: [condition()] } : { any: [condition()] })}>
            Group
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add({ formula: '' })}>
          Formula
        </Button>
      </Group>
    </div>
  );
}

function ConditionRow({ table, condition, onChange }: { table: Table; condition: Condition; onChange: (condition: Condition) => void }) {
  const schema = useSchema();
  const column: Column | undefined = schema.column(table, condition.column);
  const operators = column ? operatorsOf(column, schema.answer.peopleTable) : [];
  const operator = operators.find(({ id }) => id === condition.operator) ?? operators[0];
  const choose = (id: string) => {
    const next = schema.column(table, id);
    const [usual] = next ? operatorsOf(next, schema.answer.peopleTable) : [];
    onChange({ column: id, operator: usual?.id ?? '' });
  };
  const change = (id: string) => {
    const takes = operators.find((other) => other.id === id)?.takes;
    onChange({ column: condition.column, operator: id, ...(takes === operator?.takes && condition.value !== undefined ? { value: condition.value } : {}) });
  };
  return (
    <div className={classes.condition}>
      <Select
        className={classes.column ?? ''}
        size="xs"
        aria-label="Field"
        searchable
        allowDeselect={false}
        openOnFocus={false}
        comboboxProps={{ withinPortal: false }}
        data={table.columns.filter(({ storage }) => storage !== 'none').map((other) => ({ value: other.id, label: titleOf(other) }))}
        value={condition.column}
        onChange={(id) => id && choose(id)}
      />
      <Select
        className={classes.operator ?? ''}
        size="xs"
        aria-label="Operator"
        allowDeselect={false}
        openOnFocus={false}
        comboboxProps={{ withinPortal: false }}
        data={operators.map(({ id, label }) => ({ value: id, label }))}
        value={operator?.id ?? null}
        onChange={(id) => id && change(id)}
      />
      {column && operator && operator.takes !== 'nothing' && (
        <ConditionValue
          key={`${column.id} ${operator.takes}`}
          column={column}
          takes={operator.takes}
          value={condition.value}
          onChange={(value) => onChange({ column: condition.column, operator: operator.id, value })}
        />
      )}
    </div>
  );
}
