// The server's words under the place they are about, with its suggestion as a correction. The server's parser is the authority.
import { linter, type Diagnostic as EditorDiagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { checkFormula, type FormulaCheck } from '../api/formula';
import { fixOf } from './fixes';

const DELAY_MS = 250;

export function serverLint(table: () => string | undefined, onCheck: (check: FormulaCheck | Error, formula: string) => void) {
  return linter(
    async (view: EditorView): Promise<EditorDiagnostic[]> => {
      const formula = view.state.doc.toString();
      try {
        const check = await checkFormula(formula, table());
        onCheck(check, formula);
        if (formula.trim() === '') return [];
        return check.diagnostics.map((diagnostic) => {
          const fix = fixOf(diagnostic, formula);
          return {
            from: Math.min(diagnostic.begin, formula.length),
            to: Math.min(Math.max(diagnostic.end, diagnostic.begin), formula.length),
            severity: diagnostic.severity,
            message: diagnostic.message,
            ...(fix ? { actions: [{ name: `Use ${fix.insert}`, apply: (target: EditorView) => target.dispatch({ changes: fix, userEvent: 'input.fix' }) }] } : {}),
          };
        });
      } catch (error) {
        onCheck(error instanceof Error ? error : new Error(String(error)), formula);
        return [];
      }
    },
    { delay: DELAY_MS },
  );
}
