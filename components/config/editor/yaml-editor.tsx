'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../../ui/skeleton';
import type { CodeEditorProps } from './code-editor';

// The editor is most of what these pages weigh: no other page, and no other tab, pays for it.
const CodeEditor = dynamic(() => import('./code-editor').then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <EditorSkeleton />,
});

/** A YAML editor, with its shape in place before its code is there. */
export function YamlEditor(props: CodeEditorProps) {
  return <CodeEditor {...props} />;
}

const WIDTHS = ['w-56', 'w-36', 'w-24', 'w-40', 'w-44', 'w-28', 'w-52', 'w-48', 'w-36'];

function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the editor" className="flex flex-col gap-2 p-4">
      {WIDTHS.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}
