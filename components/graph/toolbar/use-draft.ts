import { useEffect, useRef, useState } from 'react';

/**
 * The text of a field whose value lives in the address bar. The address follows a moment later than the keys: what was
 * written and comes back late must not overwrite what was typed since.
 */
export function useDraft(value: string, write: (text: string) => void): [string, (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const newest = useRef(value);
  const underway = useRef(new Set<string>());
  useEffect(() => {
    if (value === newest.current) {
      underway.current.clear();
    } else if (!underway.current.has(value)) {
      newest.current = value;
      setDraft(value);
    }
  }, [value]);
  const change = (text: string) => {
    newest.current = text;
    underway.current.add(text);
    setDraft(text);
    write(text);
  };
  return [draft, change];
}
