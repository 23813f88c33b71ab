// What is explained, in the address: a cell "grid-…/i-7/c-…", or a formula behind "=".
import { isFormulaSubject, type CellAddress, type Explanation, type FormulaSubject, type Subject } from '../api/explain';
import { titleOf, type Column, type Schema, type Table } from '../api/schema';
import { readCell, writeCell } from '../app/links';

export function writeSubject(subject: Subject): string {
  if (!isFormulaSubject(subject)) return writeCell(subject);
  const { formula, ...more } = subject;
  return Object.keys(more).length === 0 && !formula.startsWith('{') ? `=${formula}` : `=${JSON.stringify(subject)}`;
}

export function readSubject(text: string | undefined): Subject | undefined {
  if (!text?.startsWith('=')) return readCell(text);
  const body = text.slice(1);
  if (body.startsWith('{')) {
    try {
      const subject = JSON.parse(body) as FormulaSubject;
      return typeof subject.formula === 'string' ? subject : undefined;
    } catch {
      return undefined;
    }
  }
  return body.trim() === '' ? undefined : { formula: body };
}

export const keyOfSubject = (subject: Subject) => writeSubject(subject);

export function columnOf(schema: Schema, cell: Pick<CellAddress, 'table' | 'column'>): Column | undefined {
  const table = schema.table(cell.table);
  return table && schema.column(table, cell.column);
}

/** "Health Score of Gard AS", "Portfolio ARR". */
export function titleOfSubject(schema: Schema, subject: Subject, rowName = ''): string {
  if (!isFormulaSubject(subject)) {
    const title = titleOf(columnOf(schema, subject) ?? { name: subject.column });
    return rowName ? `${title} of ${rowName}` : title;
  }
  if (subject.title) return subject.title;
  const lone = /^\s*\[?([^\][]+?)\]?\s*$/.exec(subject.formula)?.[1];
  const named = lone && schema.answer.formulas.find(({ name }) => name === lone);
  return named ? titleOf(named) : 'This number';
}

/** What its numbers look like: as the column says; of a formula, as the one column that it sums up says. */
export function shapeOf(schema: Schema, subject: Subject, explanation: Explanation): Column | undefined {
  if (!isFormulaSubject(subject)) return columnOf(schema, subject);
  const [aggregate, ...others] = explanation.aggregates;
  return aggregate && aggregate.column && others.length === 0 ? columnOf(schema, { table: aggregate.table, column: aggregate.column }) : undefined;
}

/** What the blueprint says about it. */
export function aboutOf(schema: Schema, subject: Subject): string {
  if (!isFormulaSubject(subject)) return columnOf(schema, subject)?.description ?? '';
  const lone = /^\s*\[?([^\][]+?)\]?\s*$/.exec(subject.formula)?.[1];
  return schema.answer.formulas.find(({ name }) => name === lone)?.description ?? '';
}

/** What tables and columns are called on the screen. */
export const namingOf = (schema: Schema) => (name: string) => {
  const table: Table | undefined = schema.table(name);
  return table ? titleOf(table) : name.replaceAll('_', ' ');
};
