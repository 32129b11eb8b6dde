import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { EDITOR_THEME } from './editor-theme';

type Aids = typeof import('./editor-aids');

/** Find, and completion for a text that can be changed: their code comes when the text is entered, for it is large. */
function aidsOnFocus(pick: (aids: Aids) => Extension): Extension {
  const aids = new Compartment();
  let isAsked = false;
  return [
    aids.of([]),
    EditorView.domEventHandlers({
      focus: (_, view) => {
        if (isAsked) return;
        isAsked = true;
        const before = view.state.doc;
        import('./editor-aids').then(
          (loaded) => {
            view.dispatch({ effects: aids.reconfigure(pick(loaded)) });
            // Who typed meanwhile waits for the offer that the first letters would have brought.
            if (view.hasFocus && view.state.doc !== before) loaded.offerCompletion(view);
          },
          () => {
            isAsked = false;
          },
        );
      },
    }),
  ];
}

/** What reading and writing YAML have in common. */
export function baseExtensions(label: string): Extension {
  return [
    lineNumbers(),
    yaml(),
    indentUnit.of('  '),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    EDITOR_THEME,
  ];
}

/** A text that can be read and selected, and reached with the keyboard, but not changed. */
export function readOnlyExtensions(label: string): Extension {
  return [
    baseExtensions(label),
    EditorState.readOnly.of(true),
    aidsOnFocus(({ findAids }) => findAids()),
    keymap.of(defaultKeymap),
  ];
}

type EditorKeys = {
  onPreview: () => void;
  onChange: (text: string) => void;
  onCursor: (line: number) => void;
};

/** An editor: history, find, completion, folding, findings in the gutter. Esc, then Tab, leaves it. */
export function editorExtensions(label: string, keys: EditorKeys): Extension {
  return [
    baseExtensions(label),
    history(),
    foldGutter(),
    lintGutter(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    aidsOnFocus(({ writingAids }) => writingAids()),
    placeholder('apiVersion: networking.istio.io/v1\nkind: VirtualService'),
    // The default map inserts a line here.
    Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            keys.onPreview();
            return true;
          },
        },
      ]),
    ),
    keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab]),
    EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged) keys.onChange(state.doc.toString());
      if (docChanged || selectionSet) keys.onCursor(state.doc.lineAt(state.selection.main.head).number);
    }),
  ];
}
