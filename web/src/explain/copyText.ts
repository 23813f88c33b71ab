// An explanation as plain text, for mails and notes.
import type { Explanation } from '../api/explain';
import type { Column } from '../api/schema';
import { phraseOf, wordsOf, type Naming } from '../formula/words';
import { showPart, showValue, splitFactors, wordsOfFormula } from './show';
import { addsUp } from './waterfall';

export function textOfExplanation(title: string, explanation: Explanation, column: Column | undefined, nameOf: Naming): string {
  const { value, computed, overridden, reason, formula, contributions, unknown, conditions, causes, inputs, aggregates } = explanation;
  const lines = [`${title}: ${showValue(value, column ?? {})}`];
  if (overridden) lines.push(`Set by hand; the formula says ${showValue(computed, column ?? {})}.`);
  if (reason) lines.push(reason, ...causes.map((cause) => `  ${wordsOfFormula(cause.text)} ${cause.words}`));
  if (formula) lines.push('', 'Formula', ...wordsOf(formula, nameOf).map((line) => `  ${line}`), `  ${formula}`);
  if (contributions.length > 0 && typeof computed === 'number') {
    lines.push('', 'What adds up to it');
    for (const part of contributions) {
      const { base, factors } = splitFactors(part.label);
      lines.push(`  ${showPart(column, part.value).padStart(12)}  ${wordsOfFormula(base)}${factors ? ` ${wordsOfFormula(` ${factors}`).trim()}` : ''}`);
    }
    for (const part of unknown) lines.push(`  ${'–'.padStart(12)}  ${wordsOfFormula(part.label)} is not known`);
    const sum = contributions.reduce((total, part) => total + part.value, 0);
    lines.push(`  ${showPart(column, sum).padStart(12)}  ${addsUp(sum, computed) ? 'sum, which is the value' : `sum; the value is ${showPart(column, computed)}`}`);
  }
  if (conditions.length > 0) {
    lines.push('', 'What decided');
    for (const { text, value: truth } of conditions) lines.push(`  ${phraseOf(text, nameOf)}: ${truth === null ? 'not known' : truth ? 'yes' : 'no'}`);
  }
  if (inputs.length > 0) lines.push('', 'Inputs', ...inputs.map((input) => `  ${wordsOfFormula(input.text)}: ${showValue(input.value)}`));
  for (const rows of aggregates) lines.push('', `${rows.rowCount} rows of ${nameOf(rows.table)} = ${showValue(rows.value)}`);
  return lines.join('\n');
}

/** Puts text on the clipboard, also where the page is served without encryption and has no clipboard of its own. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give, { once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', give);
  if (!done) throw new Error('This browser does not let the page write to the clipboard.');
}
