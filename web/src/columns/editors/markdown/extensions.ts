// The rich text that a canvas can hold: Markdown in, Markdown out. Markup in the text is text: a tag never becomes an element.
import { Markdown } from '@tiptap/markdown';
import StarterKit from '@tiptap/starter-kit';
import { Marked, type marked } from 'marked';

const withoutHtml = new Marked({ tokenizer: { html: () => undefined, tag: () => undefined } });

export const extensions = [
  StarterKit.configure({
    underline: false, // Markdown has none
    link: { openOnClick: false, autolink: true, protocols: ['http', 'https', 'mailto'], HTMLAttributes: { rel: 'noreferrer noopener', target: '_blank' } },
  }),
  // An instance has what the extension uses of the module's own.
  Markdown.configure({ marked: withoutHtml as unknown as typeof marked }),
];
