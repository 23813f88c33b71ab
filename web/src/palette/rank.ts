// How well a name fits what was typed: the beginning goes before the beginning of a word, that before a part of a word, that
// before letters in order. "board" finds "Board" before "Dashboard".

/** The smaller the better; undefined when it does not fit. */
export function rank(name: string, typed: string): number | undefined {
  const text = fold(name);
  const query = fold(typed.trim());
  if (query === '') return 0;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 0 : 1;
  if (at > 0 && /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return 2;
  if (wordStarts(text, query)) return 3;
  if (at > 0) return 4;
  return inOrder(text, query) ? 5 : undefined;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** "rr" fits "renewal risk", "re ri" too. */
function wordStarts(text: string, query: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  const parts = query.split(/\s+/);
  if (parts.length > 1) {
    let next = 0;
    for (const word of words) if (next < parts.length && word.startsWith(parts[next] ?? '')) next += 1;
    return next === parts.length;
  }
  const initials = words.map((word) => word[0] ?? '').join('');
  return query.length > 1 && initials.startsWith(query);
}

function inOrder(text: string, query: string): boolean {
  if (query.length < 3) return false;
  let from = 0;
  for (const letter of query.replace(/\s/g, '')) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
