// The server's suggestion as a correction: "no column `Helth_Score` …; did you mean `Health_Score`?".
import type { FormulaDiagnostic } from '../api/formula';

export interface Fix {
  from: number;
  to: number;
  insert: string;
}

const isBare = (name: string) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);

export function fixOf({ begin, end, message }: FormulaDiagnostic, text: string): Fix | undefined {
  const meant = /did you mean `([^`]+)`\?/.exec(message)?.[1];
  if (!meant) return undefined;
  const written = text.slice(begin, end);
  if (written.startsWith('"')) return { from: begin, to: end, insert: `"${meant.replaceAll('"', '""')}"` };
  // The suggestion stands for the name alone, whatever else the place covers.
  const named = /`([^`]+)`/.exec(message)?.[1] ?? '';
  for (const spelling of [`[${named}]`, `"${named}"`, named]) {
    const at = named ? written.indexOf(spelling) : -1;
    if (at < 0) continue;
    const insert = spelling.startsWith('"') ? `"${meant}"` : spelling.startsWith('[') || !isBare(meant) ? `[${meant}]` : meant;
    return { from: begin + at, to: begin + at + spelling.length, insert };
  }
  return { from: begin, to: end, insert: written.startsWith('[') || !isBare(meant) ? `[${meant}]` : meant };
}
