// Words with a meaning of their own, in any case.
import { And, False, Not, Or, True } from './formula.grammar.terms';

const words: Record<string, number> = { and: And, or: Or, not: Not, true: True, false: False };

export const keyword = (word: string): number => words[word.toLowerCase()] ?? -1;
