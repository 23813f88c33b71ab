// The schema for everything inside the frame: it is read before the frame shows its page, so nobody has to ask whether it
// is there.
import { createContext, useContext } from 'react';
import type { Schema } from '../api/schema';

export const SchemaContext = createContext<Schema | undefined>(undefined);

export function useSchema(): Schema {
  const schema = useContext(SchemaContext);
  if (!schema) throw new Error('useSchema outside of the frame');
  return schema;
}
