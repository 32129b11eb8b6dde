'use client';

import { FileUp } from 'lucide-react';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import type { ImportFile } from './import-file';
import { readDropped, readFiles } from './read-dropped';

type ImportSourceProps = {
  isBusy: boolean;
  error: string | undefined;
  onFiles: (files: readonly ImportFile[]) => void;
};

/** Where YAML comes from: dropped or chosen files and folders, or a paste. */
export function ImportSource({ isBusy, error, onFiles }: ImportSourceProps) {
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const [isWithout, setWithout] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const folderChooser = useRef<HTMLInputElement>(null);
  const take = async (reading: Promise<ImportFile[]>) => {
    const files = await reading;
    setWithout(files.length === 0);
    if (files.length > 0) onFiles(files);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    // Or the same file, corrected, could not be chosen again.
    event.target.value = '';
    if (files.length > 0) void take(readFiles(files));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(readDropped(event.dataTransfer));
  };
  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button beside it does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          'flex flex-wrap items-center justify-center gap-3 rounded-md border border-border-strong border-dashed px-4 py-6 text-muted',
          isOver && 'border-accent bg-accent/8',
        )}
      >
        <FileUp className="size-5 text-faint" aria-hidden />
        Drop YAML files or a folder here
        <Button size="sm" onClick={() => chooser.current?.click()}>
          Choose files
        </Button>
        <Button size="sm" onClick={() => folderChooser.current?.click()}>
          Choose a folder
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          accept=".yaml,.yml,.json"
          aria-label="YAML files"
          className="hidden"
          onChange={choose}
        />
        <input
          ref={folderChooser}
          type="file"
          // @ts-expect-error: every browser has it, the types of React have not
          webkitdirectory=""
          aria-label="Folder of YAML files"
          className="hidden"
          onChange={choose}
        />
      </div>
      <label className="flex flex-col gap-1 text-muted text-xs">
        Or paste it
        <textarea
          value={text}
          spellCheck={false}
          rows={12}
          placeholder={'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: reviews'}
          onChange={(event) => setText(event.target.value)}
          className="min-h-32 w-full resize-y rounded-md border border-border-strong bg-surface p-3 font-mono text-text text-xs leading-5 placeholder:text-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
        />
      </label>
      {error === undefined && !isWithout ? null : (
        <p role="alert" className="break-words text-failing">
          {isWithout ? 'There is no YAML or JSON file in it.' : error}
        </p>
      )}
      <div className="flex justify-end">
        <Button
          tone="primary"
          disabled={text.trim() === '' || isBusy}
          onClick={() => onFiles([{ name: 'pasted text', yaml: text }])}
        >
          {isBusy ? 'Reading' : 'Check what it would do'}
        </Button>
      </div>
    </div>
  );
}
