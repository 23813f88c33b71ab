// The editor's grammar reads every formula that ships, and reads them as the server does.
import { describe, expect, it } from 'vitest';
import { parser } from './formula.grammar';
import { readFormula, type FormulaNode } from './tree';

const files = import.meta.glob<string>(
  ['../../../blueprints/mulesoft-cs/*.yaml', '../../../blueprints/mulesoft-cs/{tables,amendments,dashboards}/*.yaml'],
  { query: '?raw', import: 'default', eager: true },
);
const manuals = import.meta.glob<string>('../../../docs/formulas.md', { query: '?raw', import: 'default', eager: true });

/** Formulas of YAML files: the texts of the keys that hold one. No YAML reader: a folded text is put on one line. */
function formulasOf(file: string): string[] {
  const lines = file.split('\n');
  const found: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const match = /^(\s*)(?:- )?(formula|filter|when|before|after): (.*)$/.exec(lines[i] ?? '');
    if (!match) continue;
    let text = (match[3] ?? '').trim();
    const indent = (match[1] ?? '').length;
    if (/^[>|]-?$/.test(text)) {
      const folded: string[] = [];
      for (i++; i < lines.length && (lines[i]!.trim() === '' || lines[i]!.search(/\S/) > indent); i++) folded.push(lines[i]!.trim());
      i--;
      text = folded.join(' ').trim();
    } else if (/^'.*'$/.test(text)) {
      text = text.slice(1, -1).replaceAll("''", "'");
    } else if (/^"/.test(text)) {
      text = JSON.parse(text) as string;
    } else if (/^['{[]/.test(text)) {
      continue; // goes on over lines, or is no formula by itself
    }
    found.push(text);
  }
  return found;
}

function faults(text: string): string[] {
  const wrong: string[] = [];
  parser.parse(text).iterate({ enter: (node) => void ((node.type.isError || node.name === 'Unclosed') && wrong.push(`${node.from}: ${text.slice(node.from - 10, node.to + 10)}`)) });
  return wrong;
}

const shape = (node: FormulaNode): string => {
  switch (node.kind) {
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'text':
      return JSON.stringify(node.value);
    case 'name':
      return node.name;
    case 'member':
      return `${shape(node.object)}.${node.name}`;
    case 'call':
      return `${node.name}(${node.args.map(shape).join(' ')})`;
    case 'unary':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'binary':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'broken':
      return '?';
  }
};

describe('the grammar', () => {
  it('reads every formula of the blueprint and its amendments', () => {
    const formulas = Object.values(files).flatMap(formulasOf);
    expect(formulas.length).toBeGreaterThan(80);
    for (const formula of formulas) {
      expect(faults(formula), formula).toEqual([]);
      expect(shape(readFormula(formula)), formula).not.toContain('?');
    }
  });

  it('reads every example of the manual of functions', () => {
    const manual = Object.values(manuals)[0]!;
    const examples = [...manual.matchAll(/^\| `(.*?)` \|/gm)].map((match) => match[1]!.replaceAll('\\|', '|'));
    expect(examples.length).toBeGreaterThan(300);
    for (const example of examples) expect(faults(example), example).toEqual([]);
  });

  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['-2 ^ 2', '(- (2 ^ 2))'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['"a" & 1 + 2', '("a" & (1 + 2))'],
    ['NOT 1 = 2', '(NOT (1 = 2))'],
    ['True or True and not False', '(true OR (true AND (NOT false)))'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['(1 - (2 − 3)) ÷ 4', '((1 - (2 - 3)) / 4)'],
    ['[A b].[C].Count() > thisRow.[D]', '(Count(A b.C) > thisRow.D)'],
    ['And(a, !b)', 'And(a (NOT b))'],
    ['x.Filter(CurrentValue >= 3).First().Y', 'First(Filter(x (CurrentValue >= 3))).Y'],
    ['"say ""hi"" \\"you\\"" = ""', '("say \\"hi\\" \\"you\\"" = "")'],
    ['5 / (2 * 1,000,000) // five', '(5 / (2 * 1000000))'],
    ['true() && /* why */ no', '(true AND no)'],
  ])('%s is %s', (text, tree) => {
    expect(shape(readFormula(text))).toBe(tree);
  });

  it('says where something is still being typed', () => {
    expect(faults('[Hea')).toHaveLength(1);
    expect(faults('If([A] = "x')).not.toHaveLength(0);
  });
});
