// The editor itself: CodeMirror with the formula language. Loaded when it is first shown.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder as placeholderOf, tooltips } from '@codemirror/view';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { fetchFunctions, type FormulaCheck, type FunctionInfo } from '../api/formula';
import type { Table } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { completions } from './complete';
import classes from './FormulaEditor.module.css';
import { formulaLanguage } from './language';
import { serverLint } from './lint';
import { signatureHelp } from './signature';

export interface FormulaEditorProps {
  value: string;
  onChange: (formula: string) => void;
  /** Whose columns it reads; none for a formula of the workspace. */
  table?: Table | undefined;
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** What the server says of the formula; an Error when it cannot be asked. */
  onCheck?: (check: FormulaCheck | Error, formula: string) => void;
  /** Ctrl and Enter. */
  onSubmit?: () => void;
  readOnly?: boolean;
}

export default function FormulaEditor(props: FormulaEditorProps) {
  const { value, table, label, autoFocus, placeholder, readOnly = false } = props;
  const schema = useSchema();
  const { data: functions } = useQuery({ queryKey: ['functions'], queryFn: ({ signal }) => fetchFunctions(signal), retry: false });
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ props, functions: [] as FunctionInfo[] });
  latest.current = { props, functions: functions?.items ?? [] };

  useEffect(() => {
    if (!host.current) return;
    const known = () => latest.current.functions;
    const state = EditorState.create({
      doc: latest.current.props.value,
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        bracketMatching(),
        closeBrackets(),
        formulaLanguage(),
        autocompletion({ override: [completions({ schema, table, functions: known })], activateOnTyping: true, icons: false }),
        signatureHelp(known),
        serverLint(
          () => table?.id,
          (check, formula) => latest.current.props.onCheck?.(check, formula),
        ),
        tooltips({ position: 'fixed', parent: document.body }),
        // Escape first closes the list that is open; only then does the dialog around take it.
        EditorView.contentAttributes.of((editor): Record<string, string> => (completionStatus(editor.state) === null ? {} : { 'data-mantine-stop-propagation': 'true' })),
        keymap.of([
          { key: 'Mod-Enter', run: () => (latest.current.props.onSubmit?.(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true' }),
        EditorState.readOnly.of(readOnly),
        ...(placeholder ? [placeholderOf(placeholder)] : []),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.props.onChange(update.state.doc.toString());
        }),
      ],
    });
    const editor = new EditorView({ state, parent: host.current });
    view.current = editor;
    if (autoFocus) editor.focus();
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [schema, table, label, autoFocus, placeholder, readOnly]);

  // A value from outside: a fix, an undo, another column.
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} className={classes.editor} />;
}
