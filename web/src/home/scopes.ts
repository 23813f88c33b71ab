// The scopes of the home page: each is a view of the same table. A blueprint that names none has its card views.
import { titleOf, type Schema, type Table, type View } from '../api/schema';

export interface Scope {
  label: string;
  table: Table;
  view: View;
}

export function scopesOf(schema: Schema): Scope[] {
  if (!schema.answer.home) {
    return schema.tables.flatMap((table) => table.views.filter(({ layout }) => layout === 'card').map((view) => ({ label: titleOf(view), table, view })));
  }
  return (schema.answer.home?.scopes ?? []).flatMap(({ label, view: key }) => {
    const found = schema.view(key);
    return found ? [{ label, ...found }] : [];
  });
}

/** Whether a view's rows depend on who looks at it. */
export const needsPerson = ({ filter }: Pick<View, 'filter'>) => /\b(CurrentUser|User)\s*\(/i.test(filter ?? '');
