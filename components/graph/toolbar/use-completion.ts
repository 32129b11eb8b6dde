import { type KeyboardEvent, useMemo, useState } from 'react';
import { completeFind, type FindOption } from '@/lib/mesh/graph/find/complete-find';
import type { DrawnGraph } from '../model/drawn-graph';

/** Ways to go on in an expression field, steered by the keys of a combobox: arrows, Enter or Tab, Escape. */
export function useCompletion(
  graph: Pick<DrawnGraph, 'nodes' | 'edges'>,
  text: string,
  change: (text: string, caret: number) => void,
) {
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(-1);
  const { from, options } = useMemo(
    () =>
      caret === undefined
        ? { from: 0, options: [] }
        : completeFind(text, Math.min(caret, text.length), graph),
    [caret, text, graph],
  );
  const active = chosen < options.length ? chosen : -1;
  const ask = (at: number | null | undefined) => {
    setCaret(at ?? undefined);
    setChosen(-1);
  };
  const accept = (option: FindOption) => {
    const head = `${text.slice(0, from)}${option.text} `;
    const rest = text.slice(caret ?? text.length).trimStart();
    change(head + rest, head.length);
    ask(head.length);
  };
  /** True when the key was meant for the list. */
  const handleKey = (event: KeyboardEvent): boolean => {
    if (options.length === 0) return false;
    if (event.key === 'ArrowDown') setChosen((active + 1) % options.length);
    else if (event.key === 'ArrowUp') setChosen((active <= 0 ? options.length : active) - 1);
    else if (event.key === 'Escape') ask(undefined);
    else {
      const option = options[active];
      if (option === undefined || (event.key !== 'Enter' && event.key !== 'Tab')) return false;
      accept(option);
    }
    event.preventDefault();
    return true;
  };
  return { options, active, ask, accept, handleKey };
}
