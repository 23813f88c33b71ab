// Which letter after "G" leads where. The product's own pages have theirs; what the blueprint puts into the navigation gets
// letters of its titles, in its order, so that they stay what they are as long as the navigation does.
import type { NavigationItem, Schema } from '../api/schema';
import { navigationOf, placeOf, type Place } from './places';

export interface Destination {
  letter: string;
  title: string;
  place: Place;
}

const own: [letter: string, page: string, title: string][] = [
  ['h', 'home', 'Home'],
  ['b', 'blueprint', 'Blueprint review'],
  ['w', 'what-if', 'What if'],
  ['i', 'import', 'Import a CSV file'],
  ['y', 'history', 'History'],
  ['x', 'bin', 'Bin'],
];

export function destinationsOf(schema: Schema): Destination[] {
  const pages = own.map(([letter, id, title]) => ({ letter, item: { kind: 'page' as const, id, title } }));
  const items = navigationOf(schema)
    .flatMap((group) => group.items)
    .filter((item) => item.kind !== 'page' || !own.some(([, page]) => page === item.id));
  const letters = assignLetters(items.map(({ title }) => title), new Set(own.map(([letter]) => letter)));
  const all = [...pages, ...items.map((item: NavigationItem, i) => ({ letter: letters[i], item }))];
  return all.flatMap(({ letter, item }) => {
    const place = placeOf(schema, item);
    const title = item.id === 'home' ? (schema.answer.home?.title ?? item.title) : item.title;
    return letter && place ? [{ letter, title, place }] : [];
  });
}

/** For each title a letter that none before it has: the first of a word, else any of its own, else any; undefined when all are taken. */
export function assignLetters(titles: string[], taken: ReadonlySet<string> = new Set()): (string | undefined)[] {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const used = new Set(taken);
  return titles.map((title) => {
    const words = title.toLowerCase();
    const wanted = [...words.matchAll(/\b[a-z]/g)].map(([first]) => first).join('') + words + alphabet;
    const letter = [...wanted].find((candidate) => alphabet.includes(candidate) && !used.has(candidate));
    if (letter) used.add(letter);
    return letter;
  });
}
