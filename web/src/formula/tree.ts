// A formula as a tree that the page can talk about: for words, weights, and what may be typed where. It never throws; what is
// not understood becomes a broken node. Places are UTF-16 units, as in the editor and in the server's answers.
import type { SyntaxNode } from '@lezer/common';
import { parser } from './formula.grammar';

interface Place {
  from: number;
  to: number;
}

export type FormulaNode = Place &
  (
    | { kind: 'number'; value: number }
    | { kind: 'text'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'name'; name: string; bracketed: boolean }
    | { kind: 'member'; object: FormulaNode; name: string }
    | { kind: 'call'; name: string; args: FormulaNode[]; /** Written as x.F(…): x is the first argument. */ method: boolean }
    | { kind: 'unary'; operator: '-' | 'NOT'; operand: FormulaNode }
    | { kind: 'binary'; operator: string; left: FormulaNode; right: FormulaNode }
    | { kind: 'broken' }
  );

const canonical: Record<string, string> = { '×': '*', '÷': '/', '−': '-', '==': '=', '<>': '!=', '≠': '!=', '≤': '<=', '≥': '>=', '&&': 'AND', '||': 'OR' };
const operatorOf = (text: string) => canonical[text] ?? text.toUpperCase();

export const unquote = (text: string) =>
  text
    .replace(/^"/, '')
    .replace(/"$/, '')
    .replace(/\\(["\\nt])|""/g, (_, escaped: string | undefined) =>
      escaped === undefined ? '"' : escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped,
    );

const unbracket = (text: string) => text.replace(/^\[/, '').replace(/\]$/, '').trim();

const isExpression = (node: SyntaxNode) => node.type.is('Expression');

function expressionsIn(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (isExpression(child)) found.push(child);
  return found;
}

const operators = ['Power', 'Times', 'Plus', 'Minus', 'Concat', 'Compare', 'And', 'AndSign', 'Or', 'OrSign'];

class Reader {
  constructor(private readonly text: string) {}

  private words = ({ from, to }: SyntaxNode) => this.text.slice(from, to);

  read(node: SyntaxNode): FormulaNode {
    const { from, to } = node;
    const place = { from, to };
    const words = this.words(node);
    switch (node.name) {
      case 'Number':
        return { ...place, kind: 'number', value: Number(words) };
      case 'Text':
        return { ...place, kind: 'text', value: unquote(words) };
      case 'Boolean':
        return { ...place, kind: 'boolean', value: /^true/i.test(words) };
      case 'Field':
        return { ...place, kind: 'name', name: unbracket(words), bracketed: true };
      case 'Name':
        return { ...place, kind: 'name', name: words, bracketed: false };
      case 'Parenthesized':
        return this.readParenthesized(node);
      case 'Member':
      case 'MethodCall':
        return this.readMember(node);
      case 'Call': {
        const name = node.getChild('FunctionName');
        return { ...place, kind: 'call', name: name ? this.words(name) : '', args: this.argumentsOf(node), method: false };
      }
      case 'Unary': {
        const operand = expressionsIn(node)[0];
        const operator = node.getChild('Minus') ? '-' : 'NOT';
        return operand ? { ...place, kind: 'unary', operator, operand: this.read(operand) } : { ...place, kind: 'broken' };
      }
      case 'Binary':
        return this.readBinary(node);
      default:
        return { ...place, kind: 'broken' };
    }
  }

  private argumentsOf(node: SyntaxNode): FormulaNode[] {
    const list = node.getChild('ArgumentList');
    return list ? expressionsIn(list).map((argument) => this.read(argument)) : [];
  }

  private readMember(node: SyntaxNode): FormulaNode {
    const { from, to } = node;
    const first = expressionsIn(node)[0];
    if (!first) return { from, to, kind: 'broken' };
    const object = this.read(first);
    const called = node.getChild('FunctionName');
    if (called) return { from, to, kind: 'call', name: this.words(called), args: [object, ...this.argumentsOf(node)], method: true };
    const name = node.getChild('Property') ?? node.lastChild;
    return { from, to, kind: 'member', object, name: name ? unbracket(this.words(name)) : '' };
  }

  // "1,000,000" in parentheses is one number.
  private readParenthesized(node: SyntaxNode): FormulaNode {
    const [inner, ...groups] = expressionsIn(node);
    if (!inner) return { from: node.from, to: node.to, kind: 'broken' };
    const read = this.read(inner);
    if (groups.length > 0) {
      let last = read;
      for (let next = partsOf(last).at(-1); next; next = partsOf(last).at(-1)) last = next;
      if (last.kind === 'number') last.value = Number([String(last.value), ...groups.map(this.words)].join(''));
    }
    return read;
  }

  private readBinary(node: SyntaxNode): FormulaNode {
    const { from, to } = node;
    const [left, right] = expressionsIn(node);
    if (!left || !right) return { from, to, kind: 'broken' };
    const sign = operators.map((name) => node.getChild(name)).find((child) => child !== null);
    const operator = sign ? operatorOf(this.words(sign)) : '?';
    return { from, to, kind: 'binary', operator, left: this.read(left), right: this.read(right) };
  }
}

export function readFormula(text: string): FormulaNode {
  const top = parser.parse(text).topNode;
  const expression = expressionsIn(top)[0];
  return expression ? new Reader(text).read(expression) : { from: 0, to: text.length, kind: 'broken' };
}

/** The parts of a node, in their order. */
export function partsOf(node: FormulaNode): FormulaNode[] {
  switch (node.kind) {
    case 'member':
      return [node.object];
    case 'call':
      return node.args;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    default:
      return [];
  }
}
