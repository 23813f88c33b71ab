// The formula language for the editor: its grammar, what has which colour, its brackets.
import { HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { styleTags, tags } from '@lezer/highlight';
import { EditorView } from '@codemirror/view';
import { parser } from './formula.grammar';

const language = LRLanguage.define({
  name: 'formula',
  parser: parser.configure({
    props: [
      styleTags({
        Number: tags.number,
        Text: tags.string,
        'Boolean/...': tags.bool,
        Field: tags.propertyName,
        Property: tags.propertyName,
        'FunctionName/...': tags.function(tags.variableName),
        Name: tags.variableName,
        'And Or Not AndSign OrSign Bang': tags.logicOperator,
        'Compare Concat Plus Minus Times Power': tags.operator,
        'LineComment BlockComment': tags.comment,
        Unclosed: tags.invalid,
      }),
    ],
  }),
  languageData: { closeBrackets: { brackets: ['(', '[', '"'] }, commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
});

// The same tokens as everywhere, so that both colour schemes have the contrast they need.
const colours = HighlightStyle.define([
  { tag: tags.number, color: 'var(--csip-purple-text)' },
  { tag: tags.string, color: 'var(--csip-green-text)' },
  { tag: tags.bool, color: 'var(--csip-purple-text)' },
  { tag: tags.propertyName, color: 'var(--csip-blue-text)' },
  { tag: tags.function(tags.variableName), color: 'var(--csip-accent)', fontWeight: '500' },
  { tag: tags.logicOperator, color: 'var(--csip-orange-text)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--csip-dimmed)' },
  { tag: tags.comment, color: 'var(--csip-dimmed)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--csip-red-text)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--csip-text)', backgroundColor: 'var(--csip-surface)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6', padding: '8px 0', caretColor: 'var(--csip-text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--csip-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'light-dark(#d5dcf9, #2f3a6b)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--csip-blue-back)', outline: '1px solid var(--csip-blue-line)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--csip-red-back)' },
  '.cm-tooltip': {
    border: '1px solid var(--csip-border)',
    borderRadius: '4px',
    backgroundColor: 'var(--csip-surface)',
    color: 'var(--csip-text)',
    boxShadow: '0 4px 16px rgb(0 0 0 / 18%)',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', fontSize: '13px', maxHeight: '260px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', color: 'var(--csip-text)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'light-dark(#e8ebfb, #262c4a)', color: 'var(--csip-text)' },
  '.cm-completionDetail': { color: 'var(--csip-dimmed)', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionInfo': { maxWidth: '340px', padding: '8px 10px', lineHeight: '1.45' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '3px' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--csip-accent)', color: 'var(--csip-surface)', padding: '2px 8px', borderRadius: '3px' },
  '.cm-placeholder': { color: 'var(--mantine-color-placeholder)' },
});

export const formulaLanguage = () => new LanguageSupport(language, [syntaxHighlighting(colours), look]);
