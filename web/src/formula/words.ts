// A formula in plain words, for people who do not read formulas: "35 % of Platform Technical Health, plus …". A choice of
// conditions becomes one line for each outcome.
import { readFormula, type FormulaNode } from './tree';

/** What tables and columns are called on the screen. */
export type Naming = (name: string) => string;

const plainNaming: Naming = (name) => name.replaceAll('_', ' ');

const comparisons: Record<string, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

const listed = (items: string[], word: string) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)!}`;

const isNothing = (node: FormulaNode) => node.kind === 'text' && node.value === '';
const isThisRow = (node: FormulaNode) => node.kind === 'name' && /^thisrow$/i.test(node.name);

class Speaker {
  constructor(private readonly nameOf: Naming) {}

  /** One line, or one for each outcome. */
  lines(node: FormulaNode): string[] {
    if (node.kind === 'call' && /^(if|switchif)$/i.test(node.name) && node.args.length >= 2) return this.outcomes(node.args);
    if (node.kind === 'call' && /^switch$/i.test(node.name) && node.args.length >= 3) return this.cases(node.args);
    return [capital(this.say(node))];
  }

  private outcomes(args: FormulaNode[], otherwise = ''): string[] {
    const lines: string[] = [];
    let i = 0;
    for (; i + 1 < args.length; i += 2) {
      lines.push(`${capital(this.say(args[i + 1]!))} ${i === 0 && !otherwise ? 'if' : 'otherwise if'} ${this.say(args[i]!)}`);
    }
    const last = args[i];
    if (!last) return lines;
    if (last.kind === 'call' && /^(if|switchif)$/i.test(last.name) && last.args.length >= 2) return [...lines, ...this.outcomes(last.args, 'otherwise')];
    return [...lines, `Otherwise ${this.say(last)}`];
  }

  private cases(args: FormulaNode[]): string[] {
    const subject = this.say(args[0]!);
    const lines: string[] = [];
    let i = 1;
    for (; i + 1 < args.length; i += 2) lines.push(`${capital(this.say(args[i + 1]!))} if ${subject} is ${this.say(args[i]!)}`);
    if (args[i]) lines.push(`Otherwise ${this.say(args[i]!)}`);
    return lines;
  }

  say(node: FormulaNode): string {
    switch (node.kind) {
      case 'number':
        return new Intl.NumberFormat('en', { maximumFractionDigits: 10 }).format(node.value);
      case 'text':
        return node.value === '' ? 'nothing' : `“${node.value}”`;
      case 'boolean':
        return node.value ? 'yes' : 'no';
      case 'name':
        return this.sayName(node.name);
      case 'member':
        return this.sayMember(node.object, node.name);
      case 'unary':
        return node.operator === '-' ? `minus ${this.say(node.operand)}` : `not (${this.say(node.operand)})`;
      case 'binary':
        return this.sayBinary(node.operator, node.left, node.right);
      case 'call':
        return this.sayCall(node.name, node.args);
      case 'broken':
        return '…';
    }
  }

  private sayName(name: string): string {
    if (/^thisrow$/i.test(name)) return 'this record';
    if (/^currentvalue$/i.test(name)) return 'it';
    if (/^thistable$/i.test(name)) return 'all records here';
    return this.nameOf(name);
  }

  private sayMember(object: FormulaNode, name: string): string {
    const column = this.nameOf(name);
    if (isThisRow(object)) return `this record’s ${column}`;
    if (object.kind === 'name') return `${this.say(object)}’s ${column}`;
    return `${column} of ${this.say(object)}`;
  }

  private sayBinary(operator: string, left: FormulaNode, right: FormulaNode): string {
    const comparison = comparisons[operator];
    if (comparison) return this.sayComparison(comparison, operator, left, right);
    const a = this.say(left);
    const b = this.say(right);
    switch (operator) {
      case 'AND':
        return `${this.grouped(left, a)} and ${this.grouped(right, b)}`;
      case 'OR':
        return `${a} or ${b}`;
      case '+':
        return `${a}, plus ${b}`;
      case '-':
        return `${a}, minus ${this.bundled(right, b)}`;
      case '*':
        return this.sayTimes(left, right);
      case '/':
        return `${this.bundled(left, a)} divided by ${this.bundled(right, b)}`;
      case '^':
        return `${this.bundled(left, a)} to the power of ${b}`;
      case '&':
        return `${a} followed by ${b}`;
      default:
        return `${a} ${operator} ${b}`;
    }
  }

  private grouped = (node: FormulaNode, words: string) => (node.kind === 'binary' && node.operator === 'OR' ? `(${words})` : words);
  private bundled = (node: FormulaNode, words: string) =>
    node.kind === 'binary' && ['+', '-', '*', '/'].includes(node.operator) ? `(${words})` : words;

  private sayTimes(left: FormulaNode, right: FormulaNode): string {
    const share = (weight: FormulaNode, of: FormulaNode) =>
      weight.kind === 'number' && weight.value > 0 && weight.value < 1
        ? `${this.say({ ...weight, value: Math.round(weight.value * 1e6) / 1e4 })} % of ${this.bundled(of, this.say(of))}`
        : undefined;
    return share(right, left) ?? share(left, right) ?? `${this.bundled(left, this.say(left))} times ${this.bundled(right, this.say(right))}`;
  }

  private sayComparison(words: string, operator: string, left: FormulaNode, right: FormulaNode): string {
    // [Account].[Account_ID] = thisRow.[Account_ID]: the account is this record.
    if (operator === '=' && left.kind === 'member' && right.kind === 'member' && left.name === right.name && isThisRow(right.object)) {
      return `${this.say(left.object)} is this record`;
    }
    if (isNothing(right) && (operator === '=' || operator === '!=')) return `${this.say(left)} is ${operator === '=' ? '' : 'not '}blank`;
    return `${this.say(left)} ${words} ${this.say(right)}`;
  }

  private where(list: FormulaNode, condition: FormulaNode): string {
    return `${this.say(list)} where ${this.say(condition)}`;
  }

  private sayCall(name: string, args: FormulaNode[]): string {
    const [first, second, third] = args;
    const rest = args.slice(1).map((argument) => this.say(argument));
    const of = first ? this.say(first) : '';
    switch (name.toLowerCase()) {
      case 'if':
      case 'switchif':
        return this.outcomes(args).map((line, i) => (i === 0 ? line : line.charAt(0).toLowerCase() + line.slice(1))).join('; ');
      case 'filter':
        return second && first ? this.where(first, second) : of;
      case 'lookup':
        return second && first && !third ? `the first of ${this.where(first, second)}` : `the first of ${of} whose ${rest.join(' is ')}`;
      case 'countif':
        return second && first ? `the number of ${this.where(first, second)}` : of;
      case 'sumif':
      case 'averageif':
        return second && first ? `the ${name.toLowerCase() === 'sumif' ? 'sum' : 'average'} of ${this.where(first, second)}` : of;
      case 'count':
        return `the number of ${of}`;
      case 'hasany':
      case 'in':
        return `${of} is ${rest.length > 1 ? 'one of ' : ''}${listed(rest, 'or')}`;
      case 'hasall':
      case 'contains':
        return `${of} has ${listed(rest, 'and')}`;
      case 'isblank':
        return `${of} is blank`;
      case 'isnotblank':
        return `${of} is not blank`;
      case 'today':
        return 'today';
      case 'now':
        return 'now';
      case 'currentuser':
      case 'user':
        return 'the person who is signed in';
      case 'clamp':
        return `${of}, kept between ${listed(rest, 'and')}`;
      case 'round':
        return second ? `${of}, rounded to ${rest[0]} decimals` : `${of}, rounded`;
      case 'ifblank':
        return `${of}, or ${rest[0] ?? 'nothing'} where that is blank`;
      case 'min':
      case 'max': {
        const word = name.toLowerCase() === 'min' ? 'smallest' : 'largest';
        return second ? `the ${word} of ${listed([of, ...rest], 'and')}` : `the ${word} ${of}`;
      }
      case 'sum':
      case 'average':
      case 'median':
        return second ? `the ${name.toLowerCase()} of ${listed([of, ...rest], 'and')}` : `the ${name.toLowerCase()} ${of}`;
      case 'first':
      case 'last':
        return `the ${name.toLowerCase()} of ${of}`;
      default:
        return `${spaced(name)}${args.length > 0 ? ` of ${listed([of, ...rest], 'and')}` : ''}`;
    }
  }
}

const spaced = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export function wordsOf(formula: string, nameOf: Naming = plainNaming): string[] {
  return new Speaker(nameOf).lines(readFormula(formula));
}

/** A part of a formula as words within a sentence. */
export const phraseOf = (formula: string, nameOf: Naming = plainNaming): string => new Speaker(nameOf).say(readFormula(formula));
