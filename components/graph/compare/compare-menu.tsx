'use client';

import { useScope } from '@/lib/client/url/use-scope';
import { Select } from '../../ui/select';
import type { WriteGraphUrl } from '../graph-url';
import { BASES, baseOf, printBase } from './compare-with';

/** Chooses the window to compare with. */
export function CompareMenu({ vs, write }: { vs: string | undefined; write: WriteGraphUrl }) {
  const { range } = useScope();
  const fromOf = () => (range.kind === 'absolute' ? range.fromMs : Date.now() - range.seconds * 1_000);
  return (
    <Select
      label="Compare with"
      isLabelled
      value={baseOf(vs)}
      options={BASES}
      onChange={(base) => write({ vs: printBase(base, fromOf()), sel: undefined })}
    />
  );
}
