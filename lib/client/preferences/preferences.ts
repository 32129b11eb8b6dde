const PREFIX = 'meshscope.';
const listeners = new Set<() => void>();

/** Reads a stored preference; undefined when absent, unreadable or storage is denied. */
export function readPreference(name: string): string | undefined {
  try {
    return window.localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores a preference of this browser and tells everyone who shows it. */
export function writePreference(name: string, value: string): void {
  try {
    window.localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage may be full or denied: the choice then lasts for this page only.
  }
  for (const listener of listeners) listener();
}

/** Calls back when any preference changes, here or in another tab. */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
