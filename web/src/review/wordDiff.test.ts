import { describe, expect, it } from 'vitest';
import { wordDiff, type DiffPart } from './wordDiff';

const words = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[kind]).join('');
const side = (parts: DiffPart[], without: DiffPart['kind']) => parts.filter(({ kind }) => kind !== without).map(({ text }) => text).join('');

describe('wordDiff', () => {
  it('names what came in and what went out', () => {
    expect(words('Average([A])', 'Average([A]) * 10')).toBe('Average([A]){+ * 10+}');
    expect(words('If([Days] < 180, "x")', 'If([Days] < 180 AND [Days] >= 0, "x")')).toBe('If([Days] < 180{+ AND [Days] >= 0+}, "x")');
    expect(words('Switch([I], "Low", 2)', 'Switch([I], "Low", 1)')).toBe('Switch([I], "Low", [-2-]{+1+})');
  });
  it('takes names and texts as one word', () => {
    expect(words('[Health Score] = "At Risk"', '[Health Level] = "At risk"')).toBe('[-[Health Score]-]{+[Health Level]+} = [-"At Risk"-]{+"At risk"+}');
  });
  it('is the whole of both sides, whatever they are', () => {
    const texts = ['', 'a', 'If([A] > 1, "b", 2)', '([A] * 0.35) + ([B] * 0.3)', '(([A] * 0.35) + [B]) / (If(IsBlank([A]), 0, 0.35))', 'x  \n y'];
    for (const before of texts) {
      for (const after of texts) {
        const parts = wordDiff(before, after);
        expect(side(parts, 'new')).toBe(before);
        expect(side(parts, 'gone')).toBe(after);
        if (before === after) expect(parts.every(({ kind }) => kind === 'same')).toBe(true);
      }
    }
  });
});
