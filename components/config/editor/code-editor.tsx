'use client';

import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Fix } from '@/lib/mesh/rules/finding';
import { fixesOf } from '@/lib/mesh/rules/fixes-of';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { editorExtensions, readOnlyExtensions } from './editor-setup';
import type { FindingMark } from './finding-marks';

export type CodeEditorProps = {
  label: string;
  value: string;
  onChange?: (text: string) => void;
  marks?: readonly FindingMark[];
  /** Called with the line the cursor is on. */
  onCursor?: (line: number) => void;
  onPreview?: () => void;
  onFix?: (finding: ConfigFinding, fix: Fix) => void;
  /** The cursor goes to this place each time it is another object. */
  goTo?: { line: number; column: number } | undefined;
};

const NO_MARKS: readonly FindingMark[] = [];
const nothing = () => undefined;

/** The YAML editor itself; without onChange it only shows. Loaded on demand, for it is heavy. */
export function CodeEditor(props: CodeEditorProps) {
  const { label, value, onChange, marks = NO_MARKS, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const first = useRef(value);
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return;
    const extensions = isReadOnly
      ? readOnlyExtensions(label)
      : editorExtensions(label, {
          onChange: (text) => latest.current.onChange?.(text),
          onCursor: (line) => latest.current.onCursor?.(line),
          onPreview: () => (latest.current.onPreview ?? nothing)(),
        });
    const editor = new EditorView({
      state: EditorState.create({ doc: first.current, extensions }),
      parent: host.current,
    });
    view.current = editor;
    return () => {
      first.current = editor.state.doc.toString();
      view.current = null;
      editor.destroy();
    };
  }, [label, isReadOnly]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const fix = (finding: ConfigFinding, chosen: Fix) => latest.current.onFix?.(finding, chosen);
    const length = editor.state.doc.length;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        marks.map((mark) => toDiagnostic(mark, length, fix)),
      ),
    );
  }, [marks]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || goTo === undefined) return;
    const line = editor.state.doc.line(Math.min(Math.max(1, goTo.line), editor.state.doc.lines));
    const at = Math.min(line.from + Math.max(0, goTo.column - 1), line.to);
    editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    editor.focus();
  }, [goTo]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}

function toDiagnostic(
  mark: FindingMark,
  length: number,
  onFix: (finding: ConfigFinding, fix: Fix) => void,
): Diagnostic {
  const { severity, message, source, finding } = mark;
  return {
    from: Math.min(mark.from, length),
    to: Math.min(mark.to, length),
    severity,
    message: source === '' ? message : `${message}\n${source}`,
    ...(finding?.fix === undefined
      ? {}
      : { actions: fixesOf(finding).map((fix) => ({ name: fix.title, apply: () => onFix(finding, fix) })) }),
  };
}
