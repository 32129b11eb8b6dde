import { type KeyPress, matchStrokes, strokeOf } from './chord';

/** One shortcut. `keys` are strokes apart by spaces: `?`, `ctrl+k`, `g t`. */
export type KeyBinding = {
  keys: string;
  label: string;
  group: string;
  run: () => void;
  whileTyping?: boolean;
  /** Somebody else listens for it, a drawing for instance: it is only told of. */
  isTold?: boolean;
};

const CHORD_TIMEOUT_MS = 1_200;

/** All shortcuts of the page in one place, so that none is bound twice unseen and help can list them. */
export class KeyRegistry {
  #bindings: readonly KeyBinding[] = [];
  #listeners = new Set<() => void>();
  #typed: string[] = [];
  #typedAtMs = 0;

  /** Adds a shortcut; the newest binding of the same keys wins. Returns its removal. */
  add(binding: KeyBinding): () => void {
    this.#set([...this.#bindings, binding]);
    return () => this.#set(this.#bindings.filter((other) => other !== binding));
  }

  /** Every shortcut now bound. */
  list = (): readonly KeyBinding[] => this.#bindings;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs what the stroke completes. True when the stroke was ours. */
  press(press: KeyPress, atMs: number, isTyping: boolean): boolean {
    const usable = this.#bindings.filter(
      (binding) => binding.isTold !== true && (!isTyping || binding.whileTyping === true),
    );
    if (atMs - this.#typedAtMs > CHORD_TIMEOUT_MS) this.#typed = [];
    const stroke = strokeOf(press);
    for (const typed of [[...this.#typed, stroke], [stroke]]) {
      const match = matchStrokes(
        typed,
        usable.map(({ keys }) => keys),
      );
      if (match === undefined) continue;
      this.#typed = match === 'more' ? typed : [];
      this.#typedAtMs = atMs;
      if (match !== 'more') usable.findLast(({ keys }) => keys === match.keys)?.run();
      return true;
    }
    this.#typed = [];
    return false;
  }

  #set(bindings: readonly KeyBinding[]): void {
    this.#bindings = bindings;
    for (const listener of this.#listeners) listener();
  }
}

/** The registry of this page. */
export const keyRegistry = new KeyRegistry();
