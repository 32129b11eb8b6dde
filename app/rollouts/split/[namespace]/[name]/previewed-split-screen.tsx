'use client';

import { PreviewPanel } from '@/components/config/preview/preview-panel';
import { SplitScreen } from '@/components/rollouts/editor/split-screen';

/** Shifting traffic, with the configuration's own preview of every change. */
export function PreviewedSplitScreen({ namespace, name }: { namespace: string; name: string }) {
  return <SplitScreen namespace={namespace} name={name} preview={(change) => <PreviewPanel {...change} />} />;
}
