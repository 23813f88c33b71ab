// What was opened from the palette lately, the latest first: it stands at the top when nothing is typed yet.
const KEY = 'csip-recent';
const KEPT = 8;

export interface Recent {
  id: string;
  title: string;
  record?: { table: string; row: string };
}

export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry): entry is Recent => typeof (entry as Recent)?.id === 'string') : [];
  } catch {
    return [];
  }
}

export function noteRecent(entry: Recent) {
  try {
    localStorage.setItem(KEY, JSON.stringify([entry, ...readRecent().filter(({ id }) => id !== entry.id)].slice(0, KEPT)));
  } catch {
    // Without storage there is no list of recent things.
  }
}
