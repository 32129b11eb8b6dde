'use client';

import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { formatForInput } from '@/lib/client/time/format-for-input';
import { describeRange } from '@/lib/client/time/format-range';
import type { GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';
import { Input } from '../../ui/input';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { SidePanel } from '../../ui/side-panel';
import type { WriteGraphUrl } from '../graph-url';
import { ChangeList } from './change-list';
import { baseOf } from './compare-with';
import { describeCoverage } from './describe-coverage';
import type { useComparison } from './use-comparison';

type ComparePanelProps = {
  vs: string;
  comparison: ReturnType<typeof useComparison>;
  write: WriteGraphUrl;
};

/** What changed since the other window: what is sure first, what may be chance below. */
export function ComparePanel({ vs, comparison, write }: ComparePanelProps) {
  const state = panelState(comparison);
  return (
    <SidePanel
      label="Comparison"
      title={<h2 className="text-md leading-5">What changed</h2>}
      onClose={() => write({ vs: undefined })}
    >
      {baseOf(vs) === 'custom' ? <BaseField vs={vs} write={write} /> : null}
      <PanelBody title="The comparison" state={state}>
        {(answer) => <Changes answer={answer} onSelect={(sel) => write({ sel })} />}
      </PanelBody>
    </SidePanel>
  );
}

function BaseField({ vs, write }: { vs: string; write: WriteGraphUrl }) {
  const id = useId();
  return (
    <div className="border-border border-b px-4 py-3 text-muted text-xs">
      <label htmlFor={id}>The other window starts at</label>
      <Input
        id={id}
        type="datetime-local"
        step={1}
        className="mt-1"
        value={formatForInput(Number(vs.slice(1)))}
        onChange={({ target }) => {
          const timeMs = new Date(target.value).getTime();
          if (timeMs > 0) write({ vs: `@${timeMs}` });
        }}
      />
    </div>
  );
}

function Changes({ answer, onSelect }: { answer: GraphCompareAnswer; onSelect: (edge: string) => void }) {
  const sure = answer.changes.filter(({ isSure }) => isSure);
  const unsure = answer.changes.filter(({ isSure }) => !isSure);
  return (
    <>
      <p className="px-4 pt-3 text-muted text-xs">Compared with {describeWindow(answer.before)}.</p>
      <Coverage answer={answer} />
      {answer.recordedFrom === answer.before.to ? null : sure.length === 0 ? (
        <p className="px-4 py-3 text-sm">
          Nothing changed beyond what chance explains: errors, p95, rates and edges are as they were.
        </p>
      ) : (
        <ChangeList label="Beyond chance, worst first" changes={sure} onSelect={onSelect} />
      )}
      {unsure.length > 0 ? (
        <ChangeList label="Too few requests to tell" changes={unsure} onSelect={onSelect} />
      ) : null}
    </>
  );
}

/** Says so when the other window is older than what was recorded. */
function Coverage({ answer: { before, recordedFrom } }: { answer: GraphCompareAnswer }) {
  if (recordedFrom === null) return null;
  return (
    <p className="flex gap-2 px-4 pt-2 text-xs" role="note">
      <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-degraded" aria-hidden />
      {describeCoverage(before, recordedFrom)}
    </p>
  );
}

function describeWindow({ from, to }: { from: number; to: number }): string {
  return describeRange({ kind: 'absolute', fromMs: from, toMs: to });
}
