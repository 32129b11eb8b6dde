'use client';

import { FileInput } from 'lucide-react';
import { useState } from 'react';
import { useImportRollout } from '@/lib/client/rollouts/use-change-rollout';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { type DraftPlan, draftOf } from '../model/draft-plan';

/** Takes over the plan of a Flagger Canary or an Argo Rollout, and says what could not be carried over. */
export function ImportPlan({ onImport }: { onImport: (draft: DraftPlan) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [yaml, setYaml] = useState('');
  const read = useImportRollout();
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <FileInput aria-hidden />
        From Flagger or Argo
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Take over a plan"
        description="A Canary of Flagger, or a Rollout of Argo with its AnalysisTemplates. Nothing is started."
      >
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            // React bubbles through the portal: the plan's own form, which starts the rollout, must not hear of it.
            event.stopPropagation();
            read.mutate(yaml, { onSuccess: ({ plan }) => onImport(draftOf(plan)) });
          }}
        >
          <textarea
            aria-label="YAML of the Canary or Rollout"
            value={yaml}
            onChange={(event) => {
              setYaml(event.target.value);
              read.reset();
            }}
            spellCheck={false}
            rows={12}
            placeholder={'apiVersion: flagger.app/v1beta1\nkind: Canary\n...'}
            className="w-full resize-y rounded-md border border-border-strong bg-bg p-2 font-mono text-xs placeholder:text-faint"
          />
          {read.error === null ? null : (
            <p role="alert" className="text-failing">
              {read.error.message}
            </p>
          )}
          {read.data === undefined ? null : (
            <div role="status" className="flex flex-col gap-2">
              <p>
                {read.data.plan.steps.length} steps and {read.data.plan.gates.length} gates are in the plan
                now.
              </p>
              {read.data.left.length === 0 ? (
                <p className="text-muted">Everything could be carried over.</p>
              ) : (
                <>
                  <p className="text-degraded">Could not be carried over:</p>
                  <ul className="flex max-h-40 list-disc flex-col gap-1 overflow-auto pl-5 text-xs">
                    {read.data.left.map(({ field, why }) => (
                      <li key={`${field} ${why}`}>
                        <span className="font-mono">{field}</span>: {why}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          )}
          <div className="flex justify-end gap-2">
            {read.data === undefined ? (
              <Button type="submit" tone="primary" disabled={yaml.trim() === '' || read.isPending}>
                Read it
              </Button>
            ) : (
              <Button tone="primary" onClick={() => setOpen(false)}>
                Look at the plan
              </Button>
            )}
          </div>
        </form>
      </Dialog>
    </>
  );
}
