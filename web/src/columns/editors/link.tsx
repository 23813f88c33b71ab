import type { EditorDescriptor, EditorProps } from './editor';
import { LineEditor } from './LineEditor';
import { accept, refuse } from './parse/parsed';

const Link = (props: EditorProps) => <LineEditor {...props} inputMode="url" placeholder="https://" />;

export const link: EditorDescriptor = {
  types: ['link'],
  component: Link,
  parse(_, typed) {
    const written = typed.trim();
    const address = /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[^/]+:\d/.test(written) ? written : `https://${written}`;
    const good = /^(https?:\/\/[^\s"<>/]+\.?[^\s"<>]*|mailto:[^\s"<>]+)$/i.test(address) && /[.:]|localhost/i.test(address.slice(8));
    return good ? accept(address) : refuse(`“${written}” is not a link. It should begin with https://, http:// or mailto:.`);
  },
};
