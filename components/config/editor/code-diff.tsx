'use client';

import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { readOnlyExtensions } from './editor-setup';

export type CodeDiffProps = {
  label: string;
  before: string;
  after: string;
  layout: 'split' | 'inline';
};

const COLLAPSE = { margin: 3, minSize: 6 };

/** Two texts and what differs, side by side or in one column. Loaded on demand. */
export function CodeDiff({ label, before, after, layout }: CodeDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const view =
      layout === 'split'
        ? new MergeView({
            a: { doc: before, extensions: readOnlyExtensions(`${label}: before`) },
            b: { doc: after, extensions: readOnlyExtensions(`${label}: after`) },
            parent: host.current,
            collapseUnchanged: COLLAPSE,
            gutter: true,
          })
        : new EditorView({
            doc: after,
            extensions: [
              readOnlyExtensions(label),
              unifiedMergeView({
                original: before,
                mergeControls: false,
                collapseUnchanged: COLLAPSE,
                gutter: true,
              }),
            ],
            parent: host.current,
          });
    return () => view.destroy();
  }, [label, before, after, layout]);
  return <div ref={host} className="min-h-0 overflow-auto text-xs" />;
}
