// The part of a record that is open, and the column it is about, as an address says it: "comments", "history:c-1".
export interface TabPlace {
  tab: string | undefined;
  column: string | undefined;
}

export function readTab(text: string | undefined): TabPlace {
  const at = text?.indexOf(':') ?? -1;
  return text === undefined || at < 0 ? { tab: text, column: undefined } : { tab: text.slice(0, at), column: text.slice(at + 1) || undefined };
}

export const writeTab = (tab: string, column: string | undefined) => (column ? `${tab}:${column}` : tab);
