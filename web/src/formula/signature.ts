// Which function's arguments are being typed, and which of them: a line above the cursor.
import { syntaxTree } from '@codemirror/language';
import { StateField, type EditorState } from '@codemirror/state';
import { showTooltip, type Tooltip } from '@codemirror/view';
import type { FunctionInfo } from '../api/formula';

export interface Argument {
  name: string;
  /** From 0; of x.F(…) the first one within the parentheses is the second. */
  index: number;
  /** Where the parenthesis opens. */
  open: number;
}

export function argumentAt(state: EditorState, position: number): Argument | undefined {
  for (let node = syntaxTree(state).resolveInner(position, -1); node.parent; node = node.parent) {
    const list = node;
    if (list.name !== 'ArgumentList' || position <= list.from) continue;
    if (position >= list.to && state.sliceDoc(list.to - 1, list.to) === ')') continue;
    const name = list.prevSibling;
    if (name?.name !== 'FunctionName') continue;
    let index = list.parent?.name === 'MethodCall' ? 1 : 0;
    for (let child = list.firstChild; child && child.to <= position; child = child.nextSibling) if (child.name === ',') index += 1;
    return { name: state.sliceDoc(name.from, name.to), index, open: list.from };
  }
  return undefined;
}

/** The parameter that an argument fills, by its place among the parameters. */
export function parameterOf(info: FunctionInfo, index: number): number {
  const last = info.parameters.length - 1;
  const repeated = info.parameters.findIndex((parameter) => parameter.repeated);
  if (repeated < 0 || index <= repeated) return Math.min(index, last);
  const from = info.repeatFrom ?? repeated;
  return from + ((index - from) % (repeated - from + 1));
}

export function signatureHelp(functions: () => FunctionInfo[]) {
  const find = (name: string) =>
    functions().find((info) => [info.name, ...info.aliases].some((spelling) => spelling.toLowerCase() === name.toLowerCase()));
  const make = (state: EditorState): Tooltip | null => {
    const { main } = state.selection;
    const argument = main.empty ? argumentAt(state, main.head) : undefined;
    const info = argument && find(argument.name);
    if (!argument || !info) return null;
    return { pos: argument.open, above: true, strictSide: true, create: () => ({ dom: draw(info, argument.index) }) };
  };
  return StateField.define<Tooltip | null>({
    create: make,
    update: (tooltip, transaction) => (transaction.docChanged || transaction.selection ? make(transaction.state) : tooltip),
    provide: (field) => showTooltip.from(field),
  });
}

function draw(info: FunctionInfo, index: number): HTMLElement {
  const element = document.createElement('div');
  element.className = 'csip-signature';
  const active = parameterOf(info, index);
  element.append(`${info.name}(`);
  info.parameters.forEach((parameter, i) => {
    if (i > 0) element.append(', ');
    const name = `${parameter.name}${parameter.repeated ? ', …' : ''}`;
    const part = document.createElement(i === active ? 'strong' : 'span');
    part.textContent = parameter.optional ? `[${name}]` : name;
    element.append(part);
  });
  element.append(')');
  return element;
}
