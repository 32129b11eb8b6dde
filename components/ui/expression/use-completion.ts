import { type KeyboardEvent, useMemo, useState } from 'react';

/** One way to go on. */
export type ExpressionOption = {
  /** What to put in place of what was begun. */
  text: string;
  help: string;
};

/** Ways to go on at a place in a text; they replace what stands from `from` to the place. */
export type Complete = (text: string, at: number) => { from: number; options: readonly ExpressionOption[] };

const NONE = { from: 0, options: [] };

/** Ways to go on in an expression field, steered by the keys of a combobox: arrows, Enter or Tab, Escape. */
export function useCompletion(
  complete: Complete,
  text: string,
  change: (text: string, caret: number) => void,
) {
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(-1);
  const { from, options } = useMemo(
    () => (caret === undefined ? NONE : complete(text, Math.min(caret, text.length))),
    [caret, text, complete],
  );
  const active = chosen < options.length ? chosen : -1;
  const ask = (at: number | null | undefined) => {
    setCaret(at ?? undefined);
    setChosen(-1);
  };
  const accept = (option: ExpressionOption) => {
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
  return { from, options, active, ask, accept, handleKey };
}
