'use client';

import { useState } from 'react';
import { Input } from '../../ui/input';

/** One more label to ask for: `app=reviews`, or `app` for any value; Enter adds it. */
export function LabelFilter({ onAdd }: { onAdd: (label: string) => void }) {
  const [draft, setDraft] = useState('');
  return (
    <Input
      aria-label="Label filter"
      placeholder="label=value"
      value={draft}
      spellCheck={false}
      autoComplete="off"
      className="w-32 font-mono text-xs"
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={(event) => {
        const label = draft.trim();
        if (event.key !== 'Enter' || label === '') return;
        onAdd(label);
        setDraft('');
      }}
    />
  );
}
