import { type RefObject, useEffect } from 'react';
import { isNowhere } from './is-nowhere';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Arrow keys (and j, k) over the links or buttons of a list that match `target`; from nowhere they lead into it. */
export function useListKeys(list: RefObject<HTMLElement | null>, target: string): void {
  useEffect(() => {
    const onPress = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (step === undefined || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey)
        return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(target) ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      if (at < 0 && !isNowhere()) return;
      const next = at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + step))];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', onPress);
    return () => window.removeEventListener('keydown', onPress);
  }, [list, target]);
}
