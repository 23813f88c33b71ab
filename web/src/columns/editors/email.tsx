import type { EditorDescriptor, EditorProps } from './editor';
import { LineEditor } from './LineEditor';
import { accept, refuse } from './parse/parsed';

const Email = (props: EditorProps) => <LineEditor {...props} inputMode="email" placeholder="name@example.com" />;

export const email: EditorDescriptor = {
  types: ['email'],
  component: Email,
  parse(_, typed) {
    // "Anna Berg <anna@example.com>", as mail programs copy it.
    const address = (/<([^<>]+)>\s*$/.exec(typed)?.[1] ?? typed).trim().replace(/^mailto:/i, '');
    return /^[^\s<>,;@]+@[^\s<>,;@]+\.[^\s<>,;@.]+$/.test(address)
      ? accept(address)
      : refuse(`“${typed.trim()}” is not an e-mail address. It should look like name@example.com.`);
  },
};
