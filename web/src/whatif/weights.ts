// The numbers that stand in a formula: what each weighs or bounds, and the formula with another number in its place.
import { partsOf, readFormula, type FormulaNode } from '../formula/tree';
import { phraseOf, type Naming } from '../formula/words';

export interface Weight {
  from: number;
  to: number;
  value: number;
  /** A weight scales a part of a sum; a threshold is what something is compared with. */
  kind: 'weight' | 'threshold' | 'number';
  /** What it weighs or bounds: "Technical Health", "Health Score is less than". */
  label: string;
}

const comparisons: Record<string, string> = { '<': 'is less than', '<=': 'is at most', '>': 'is more than', '>=': 'is at least', '=': 'is', '!=': 'is not' };
const turned: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

export function findWeights(formula: string, nameOf?: Naming): Weight[] {
  const found: Weight[] = [];
  const say = (node: FormulaNode) => phraseOf(formula.slice(node.from, node.to), nameOf);
  const add = (node: FormulaNode, kind: Weight['kind'], label: string) => {
    if (node.kind === 'number') found.push({ from: node.from, to: node.to, value: node.value, kind, label });
  };
  const visit = (node: FormulaNode): void => {
    if (node.kind === 'binary') {
      const { left, right, operator } = node;
      if (operator === '*') {
        add(right, 'weight', say(left));
        add(left, 'weight', say(right));
      } else if (comparisons[operator]) {
        add(right, 'threshold', `${say(left)} ${comparisons[operator]}`);
        add(left, 'threshold', `${say(right)} ${comparisons[turned[operator] ?? operator] ?? ''}`);
      } else {
        add(left, 'number', say(node));
        add(right, 'number', say(node));
      }
    } else if (node.kind === 'call') {
      for (const argument of node.args) add(argument, 'number', `in ${node.name}`);
    } else if (node.kind === 'unary') {
      add(node.operand, 'number', say(node));
    }
    for (const part of partsOf(node)) visit(part);
  };
  const root = readFormula(formula);
  add(root, 'number', 'the value');
  visit(root);
  return found.sort((a, b) => a.from - b.from);
}

/** As short as it is exact enough for a slider. */
const written = (value: number) => String(Number(value.toFixed(6)));

export const withNumber = (formula: string, { from, to }: Pick<Weight, 'from' | 'to'>, value: number) =>
  formula.slice(0, from) + (value < 0 ? `(${written(value)})` : written(value)) + formula.slice(to);

/** The weights of a score: those between 0 and 1, when there are several. */
export const sharesOf = (weights: Weight[]) => {
  const shares = weights.filter(({ kind, value }) => kind === 'weight' && value >= 0 && value <= 1);
  return shares.length > 1 ? shares : [];
};

/** The formula with its shares scaled so that they make 1. */
export function scaledToOne(formula: string): string {
  const shares = sharesOf(findWeights(formula));
  const sum = shares.reduce((total, { value }) => total + value, 0);
  if (sum === 0) return formula;
  return [...shares].reverse().reduce((text, share) => withNumber(text, share, Number((share.value / sum).toFixed(4))), formula);
}
