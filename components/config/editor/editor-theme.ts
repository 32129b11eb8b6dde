import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Colours are the page's own custom properties, so that a change of theme repaints without a new editor.
const look = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '12.5px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-geist-mono), ui-monospace, monospace', lineHeight: '20px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--faint)',
    borderRight: '1px solid var(--border)',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 4px', minWidth: '32px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--raised) 70%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--raised)', color: 'var(--text)' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--border-strong)',
    color: 'var(--muted)',
  },
  '.cm-matchingBracket, .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--faint)',
  },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--degraded) 30%, transparent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--degraded) 60%, transparent)' },
  '.cm-placeholder': { color: 'var(--faint)' },
});

const overlays = EditorView.theme({
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--border-strong)',
    borderRadius: '6px',
    boxShadow: 'var(--overlay-shadow)',
    maxWidth: '420px',
    fontFamily: 'var(--font-geist-sans), sans-serif',
    fontSize: '12px',
    zIndex: '60',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-geist-mono), monospace',
    maxHeight: '18em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 22%, var(--raised))',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)' },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 10px', maxWidth: '320px' },
  '.cm-tooltip-hover .cm-field-help': { padding: '8px 10px' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panel.cm-search': { padding: '6px 8px', fontFamily: 'var(--font-geist-sans), sans-serif' },
  '.cm-panel.cm-search label': { color: 'var(--muted)', fontSize: '12px' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--border-strong)',
    borderRadius: '6px',
    padding: '3px 8px',
    fontSize: '12px',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--border-strong)',
    borderRadius: '6px',
    padding: '3px 8px',
    fontSize: '12px',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--muted)', fontSize: '16px', padding: '0 4px' },
});

const findings = EditorView.theme({
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--info)', maxWidth: '420px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--failing)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--degraded)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    borderRadius: '4px',
    padding: '2px 6px',
  },
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info': {
    backgroundImage: 'none',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textUnderlineOffset: '4px',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--failing)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--degraded)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--info)' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '4px 2px' },
  '.cm-lint-marker': { width: '12px', height: '12px' },
  '.cm-lint-marker-error': { content: 'none', backgroundColor: 'var(--failing)', borderRadius: '3px' },
  '.cm-lint-marker-warning': {
    content: 'none',
    backgroundColor: 'var(--degraded)',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
  },
  '.cm-lint-marker-info': { content: 'none', backgroundColor: 'var(--info)', borderRadius: '50%' },
});

const differences = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': {
    backgroundColor: 'color-mix(in srgb, var(--failing) 12%, transparent)',
  },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine, &.cm-merge-b .cm-inlineChangedLine': {
    backgroundColor: 'color-mix(in srgb, var(--ok) 12%, transparent)',
  },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in srgb, var(--failing) 30%, transparent)',
  },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in srgb, var(--ok) 30%, transparent)' },
  '.cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--failing)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--ok)' },
  '.cm-collapsedLines': {
    background: 'var(--raised)',
    color: 'var(--muted)',
    padding: '2px 12px',
    fontFamily: 'var(--font-geist-sans), sans-serif',
    fontSize: '12px',
  },
  // Their own ornaments are glyphs that no font of ours has.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: 'none' },
});

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--info)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--accent)' },
  { tag: [tags.lineComment, tags.comment], color: 'var(--faint)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--muted)' },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: 'var(--degraded)' },
]);

/** How every editor and diff looks. */
export const EDITOR_THEME: Extension = [look, overlays, findings, differences, syntaxHighlighting(words)];
