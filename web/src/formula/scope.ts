// What a name means at a place in a formula: whose columns may stand there, and which options a text is compared with. A guess for
// completion only; whether a formula makes sense is the server's to say.
import type { Column, Schema, Table } from '../api/schema';
import { partsOf, readFormula, type FormulaNode } from './tree';

export interface Typed {
  /** Rows (or one row) of this table. */
  table?: Table;
  /** It stems from this column. */
  column?: Column;
}

export interface Place {
  /** The table that owns the formula. */
  own: Table | undefined;
  /** The rows that a Filter or its kin looks at here. */
  current: Typed | undefined;
}

// Functions whose condition is asked of each item of the list before it.
const perItem = new Set(['filter', 'lookup', 'countif', 'sumif', 'averageif', 'minif', 'maxif', 'any', 'all', 'find', 'formulamap', 'sort']);
// Functions whose result is of the kind of their first argument.
const passing = new Set(['filter', 'lookup', 'first', 'last', 'nth', 'sort', 'reverse', 'unique', 'slice', 'splice', 'ifblank', 'iferror', 'find', 'listcombine', 'intersection', 'difference', 'max', 'min']);

export class Scope {
  readonly root: FormulaNode;

  constructor(
    private readonly schema: Schema,
    private readonly own: Table | undefined,
    readonly text: string,
  ) {
    this.root = readFormula(text);
  }

  /** The same formula as far as it is written before a place. */
  before(end: number): Scope {
    return new Scope(this.schema, this.own, this.text.slice(0, end));
  }

  private targetOf(column: Column): Table | undefined {
    if (column.target) return this.schema.table(column.target);
    const of = /row of (.+)$/.exec(column.formulaType ?? '')?.[1];
    const people = column.type.includes('person') || column.type.endsWith('-by') ? this.schema.answer.peopleTable : undefined;
    return (of && this.schema.table(of)) || (people ? this.schema.table(people) : undefined);
  }

  private ofColumn(column: Column | undefined): Typed {
    if (!column) return {};
    const table = this.targetOf(column);
    return { column, ...(table ? { table } : {}) };
  }

  typeOf(node: FormulaNode, current: Typed | undefined): Typed {
    switch (node.kind) {
      case 'name': {
        const word = node.name.toLowerCase();
        if (word === 'thisrow' || word === 'thistable') return this.own ? { table: this.own } : {};
        if (word === 'currentvalue') return current ?? {};
        const table = current?.table ?? this.own;
        const column = table && this.schema.column(table, node.name);
        if (column) return this.ofColumn(column);
        const rows = this.schema.table(node.name);
        if (rows) return { table: rows };
        const control = this.schema.answer.controls.find(({ name }) => name === node.name);
        const target = control?.target ? this.schema.table(control.target) : undefined;
        return target ? { table: target } : {};
      }
      case 'member': {
        const { table } = this.typeOf(node.object, current);
        return table ? this.ofColumn(this.schema.column(table, node.name)) : {};
      }
      case 'call': {
        const name = node.name.toLowerCase();
        if (name === 'currentuser' || name === 'user') {
          const people = this.schema.answer.peopleTable ? this.schema.table(this.schema.answer.peopleTable) : undefined;
          return people ? { table: people } : {};
        }
        const [first, second] = node.args;
        if (name === 'if' && second) return this.typeOf(second, current);
        return passing.has(name) && first ? this.typeOf(first, current) : {};
      }
      default:
        return {};
    }
  }

  /** The node at a place and those around it, the innermost last; with the rows that are looked at there. */
  at(wanted: number): { path: FormulaNode[]; place: Place } {
    // A place behind blanks belongs to what stands before them: the argument that is still to come.
    const position = this.text.slice(0, wanted).trimEnd().length;
    const path: FormulaNode[] = [];
    let current: Typed | undefined;
    let node: FormulaNode | undefined = this.root;
    while (node && node.from <= position && position <= node.to) {
      path.push(node);
      const parts: FormulaNode[] = partsOf(node);
      const index: number = parts.findIndex((part) => part.from <= position && position <= part.to);
      if (node.kind === 'call' && perItem.has(node.name.toLowerCase()) && node.args[0]) {
        const behindList = node.args[0].to < position;
        if (behindList) current = this.typeOf(node.args[0], current);
      }
      node = index >= 0 ? parts[index] : undefined;
    }
    return { path, place: { own: this.own, current } };
  }

  /** The column whose options a text at this place is compared with. */
  optionsAt(position: number): Column | undefined {
    const { path, place } = this.at(position);
    for (let i = path.length - 1; i >= 0; i--) {
      const node = path[i]!;
      if (node.kind === 'binary' && ['=', '!='].includes(node.operator)) {
        const other = node.left.from <= position && position <= node.left.to ? node.right : node.left;
        const { column } = this.typeOf(other, place.current);
        return column?.options ? column : undefined;
      }
      if (node.kind === 'call' && /^(hasany|hasall|contains|containsonly|in|switch)$/i.test(node.name) && node.args[0]) {
        const { column } = this.typeOf(node.args[0], place.current);
        if (column?.options) return column;
      }
    }
    return undefined;
  }
}
