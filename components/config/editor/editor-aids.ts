import { completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { assistExtensions } from './assist-extension';

/** Find in a text. */
export function findAids(): Extension {
  return [search({ top: true }), keymap.of(searchKeymap)];
}

/** Find and completion in a text that is written. */
export function writingAids(): Extension {
  return [findAids(), highlightSelectionMatches(), assistExtensions(), keymap.of(completionKeymap)];
}

/** Offers what the letters typed so far may become. */
export function offerCompletion(view: EditorView): void {
  startCompletion(view);
}
