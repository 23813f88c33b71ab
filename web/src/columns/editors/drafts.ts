// Long texts that are being written, kept in this browser until they are saved or given up: a reload of the page or a crash
// of the browser's tab loses nothing.
const PREFIX = 'csip-draft:';

function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

export function readDraft(key: string | undefined): string | undefined {
  return key === undefined ? undefined : (storage()?.getItem(PREFIX + key) ?? undefined);
}

export function keepDraft(key: string | undefined, text: string) {
  if (key === undefined) return;
  try {
    storage()?.setItem(PREFIX + key, text);
  } catch {
    // Storage is full or closed: the text lives as long as the page.
  }
}

export function dropDraft(key: string | undefined) {
  if (key !== undefined) storage()?.removeItem(PREFIX + key);
}
