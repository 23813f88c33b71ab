// Completion: columns behind "[" and ".", options of selects within quotes, functions with their documentation and examples.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { FunctionInfo } from '../api/formula';
import { titleOf, type Column, type Schema, type Table } from '../api/schema';
import { Scope, type Place } from './scope';

export interface CompletionWorld {
  schema: Schema;
  table: Table | undefined;
  functions: () => FunctionInfo[];
}

/** Puts a name in brackets in place of what is written, and takes the closing bracket that is there already. */
const applyField = (name: string) => (view: EditorView, _: Completion, from: number, to: number) => {
  const end = view.state.sliceDoc(to, to + 1) === ']' ? to + 1 : to;
  const begin = view.state.sliceDoc(from - 1, from) === '[' ? from - 1 : from;
  const insert = `[${name}]`;
  view.dispatch({ changes: { from: begin, to: end, insert }, selection: { anchor: begin + insert.length }, userEvent: 'input.complete' });
};

const detailOf = (column: Column) => (column.computed ? 'computed ' : '') + (column.formulaType ?? column.type);

function columnOptions(table: Table, boost: number, detail = ''): Completion[] {
  return table.columns.map((column) => ({
    label: column.name,
    type: 'property',
    detail: `${detail}${detailOf(column)}`,
    ...(column.description ? { info: column.description } : {}),
    boost,
    apply: applyField(column.name),
  }));
}

function nameOptions(schema: Schema): Completion[] {
  return [
    ...schema.tables.map((table) => ({ label: table.name, type: 'class', detail: 'rows of the table', info: table.description ?? titleOf(table), boost: -20, apply: applyField(table.name) })),
    ...schema.answer.formulas.map(({ name, description }) => ({ label: name, type: 'variable', detail: 'named formula', boost: -30, ...(description ? { info: description } : {}), apply: applyField(name) })),
    ...schema.answer.controls.map(({ name }) => ({ label: name, type: 'variable', detail: 'control', boost: -30, apply: applyField(name) })),
  ];
}

/** Columns of the rows that are looked at come first; those of the formula's own row are written thisRow.[…] there. */
function bareColumns({ own, current }: Place): Completion[] {
  const here = current?.table ?? own;
  return here ? columnOptions(here, 20) : [];
}

function functionInfo(info: FunctionInfo): () => HTMLElement {
  return () => {
    const element = document.createElement('div');
    const add = (tag: string, text: string) => element.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
    add('code', info.signature);
    add('p', info.summary);
    for (const { formula, result } of info.examples.slice(0, 2)) add('div', `${formula}  →  ${result || 'blank'}`);
    return element;
  };
}

const functionOption = (info: FunctionInfo): Completion => ({
  label: info.name,
  type: 'function',
  detail: info.signature.slice(info.name.length),
  info: functionInfo(info),
  apply: (view, _, from, to) => {
    const open = view.state.sliceDoc(to, to + 1) === '(';
    const insert = open ? info.name : `${info.name}()`;
    const inside = info.parameters.length > 0 && !open ? insert.length - 1 : insert.length;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + inside }, userEvent: 'input.complete' });
  },
});

const words: Completion[] = ['AND', 'OR', 'NOT', 'True', 'False'].map((label) => ({ label, type: 'keyword' }));

export function completions({ schema, table, functions }: CompletionWorld) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos } = context;
    const node = syntaxTree(state).resolveInner(pos, -1);
    if (/Comment/.test(node.name)) return null;
    const text = state.doc.toString();
    const scope = new Scope(schema, table, text);

    const inText = (node.name === 'Text' && pos < node.to) || (node.name === 'Unclosed' && text[node.from] === '"');
    if (inText) {
      const column = scope.optionsAt(node.from + 1);
      if (!column?.options) return null;
      const to = node.name === 'Text' ? node.to - 1 : pos;
      return { from: node.from + 1, to, options: column.options.map(({ name }) => ({ label: name, type: 'constant', detail: titleOf(column) })), validFor: /^[^"]*$/ };
    }

    const field = context.matchBefore(/\[[^\][\n]*/);
    if (field) {
      const before = text.slice(0, field.from);
      const member = /\.\s*$/.exec(before);
      const options = member ? memberColumns(scope, before.length - member[0].length) : [...bareColumns(scope.at(field.from).place), ...nameOptions(schema)];
      return options.length > 0 ? { from: field.from + 1, options, validFor: /^[^\][\n]*$/ } : null;
    }

    const member = context.matchBefore(/\.\s*[\p{L}_]*[\p{L}\p{N}_]*/u);
    if (member && !/\d$/.test(text.slice(0, member.from))) {
      const typed = /[\p{L}\p{N}_]*$/u.exec(member.text)![0];
      const options = [...memberColumns(scope, member.from), ...functions().filter(({ parameters }) => parameters.length > 0).map(functionOption)];
      return { from: pos - typed.length, options, validFor: /^[\p{L}\p{N}_]*$/u };
    }

    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (!word && !context.explicit) return null;
    const { place } = scope.at(word?.from ?? pos);
    const rows: Completion[] = [
      ...(table ? [{ label: 'thisRow', type: 'keyword', detail: 'the row that owns the formula' }] : []),
      ...(place.current ? [{ label: 'CurrentValue', type: 'keyword', detail: 'what is looked at' }] : []),
    ];
    return {
      from: word?.from ?? pos,
      options: [...rows, ...words, ...functions().map(functionOption), ...bareColumns(place), ...nameOptions(schema)],
      validFor: /^[\p{L}\p{N}_]*$/u,
    };
  };
}

/** Columns of what stands before the dot. */
function memberColumns(scope: Scope, end: number): Completion[] {
  const { path, place } = scope.before(end).at(end);
  const object = path.findLast((node) => node.to === end);
  const { table } = object ? scope.typeOf(object, place.current) : {};
  return table ? columnOptions(table, 20) : [];
}
