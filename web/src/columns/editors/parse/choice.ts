// Words that stand for one or several of a list of names. Pure.
import { fold } from './parsed';

/** The option that is meant, however it is written; the one that begins so when it is the only one. */
export function findOption(names: string[], typed: string): string | undefined {
  const wanted = fold(typed);
  const exact = names.find((name) => name === typed) ?? names.find((name) => fold(name) === wanted);
  if (exact !== undefined) return exact;
  const beginning = names.filter((name) => fold(name).startsWith(wanted));
  return wanted !== '' && beginning.length === 1 ? beginning[0] : undefined;
}

/** "a, b", one a line, or with quotes around what holds a comma: "Hansen, Ltd.", Gard. */
export function splitNames(text: string): string[] {
  const lines = text.includes('\n') ? text.split(/\r?\n/) : [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,;]*))\s*(?:[,;]|$)/g)].map(
    ([, quoted, bare]) => (quoted !== undefined ? quoted.replaceAll('""', '"') : (bare ?? '')),
  );
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** The options in a text; a name that holds a comma is taken as a whole. */
export function splitOptions(names: string[], text: string): { found: string[]; unknown: string[] } {
  const whole = findOption(names, text);
  if (whole !== undefined) return { found: [whole], unknown: [] };
  const found: string[] = [];
  const unknown: string[] = [];
  const parts = splitNames(text);
  for (let at = 0; at < parts.length; ) {
    let taken = 0;
    for (let end = parts.length; end > at; --end) {
      const option = findOption(names, parts.slice(at, end).join(', '));
      if (option === undefined) continue;
      if (!found.includes(option)) found.push(option);
      taken = end - at;
      break;
    }
    if (taken === 0) unknown.push(parts[at] ?? '');
    at += taken || 1;
  }
  return { found, unknown };
}
