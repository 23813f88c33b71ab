// Two texts word by word: what both have, what was taken out, what was put in. Longest common subsequence over tokens.

export interface DiffPart {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Names in brackets, texts in quotes, words, numbers, blanks, and single signs. */
const tokensOf = (text: string): string[] => text.match(/\[[^\]]*\]|"(?:[^"\\]|\\.|"")*"|[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\s+|[<>=!]=?|./gsu) ?? [];

export function wordDiff(before: string, after: string): DiffPart[] {
  const a = tokensOf(before);
  const b = tokensOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const parts: DiffPart[] = [];
  const add = (kind: DiffPart['kind'], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== '') parts.push({ kind, text });
  };
  add('same', a.slice(0, head).join(''));
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), add);
  add('same', a.slice(a.length - tail).join(''));
  return parts;
}

function middle(a: string[], b: string[], add: (kind: DiffPart['kind'], text: string) => void) {
  // lengths[i][j]: of the longest common part of a from i and b from j.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) lengths[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      add('gone', a[i]!);
      i += 1;
    } else {
      add('new', b[j]!);
      j += 1;
    }
  }
}
