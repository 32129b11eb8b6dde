'use client';

import { CircleCheck } from 'lucide-react';
import { useRevertConfig } from '@/lib/client/config/use-change-config';
import { useConfigPush } from '@/lib/client/config/use-config-push';
import { objectNameSchema } from '@/lib/protocol/api/config';
import type { ChangeAnswer } from '@/lib/protocol/api/config-changes';
import { Button } from '../../ui/button';
import { notify } from '../../ui/notify';
import { AgentTable } from '../../ui/push/agent-table';
import { countPush } from '../../ui/push/count-push';

/** The agents' answers to a change, as they come; a refusal offers the way back. */
export function PushProgress({ answer, onDone }: { answer: ChangeAnswer; onDone: () => void }) {
  const { data: push } = useConfigPush();
  const revert = useRevertConfig();
  const changed = answer.objects.filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'skipped');
  const counts = push === undefined ? undefined : countPush(push.agents, answer.pushRevision);
  const undo = async () => {
    try {
      for (const { kind, namespace, name } of changed) {
        const of = objectNameSchema.parse({ kind, namespace, name });
        await revert.mutateAsync({
          ...of,
          revision: answer.revision - 1,
          reason: `Undoes revision ${answer.revision}`,
        });
      }
      notify({ title: 'The change was undone', tone: 'success' });
      onDone();
    } catch (error) {
      notify({ title: 'Cannot undo the change', detail: (error as Error).message, tone: 'error' });
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-2">
        <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
        {changed.length === 0
          ? 'Nothing was different, so nothing has changed.'
          : `Revision ${answer.revision}: ${changed.map(({ kind, name, outcome }) => `${kind} ${name} ${outcome}`).join(', ')}.`}
      </p>
      <p className="num" aria-live="polite">
        {counts === undefined
          ? 'Asking the agents'
          : counts.agents === 0
            ? 'No agent is connected. Agents get it when they connect.'
            : `${counts.taken} of ${counts.agents} agents have taken it${counts.refused > 0 ? `, ${counts.refused} refused it` : ''}.`}
      </p>
      {push === undefined || push.agents.length === 0 ? null : (
        <AgentTable agents={push.agents} pushRevision={answer.pushRevision} />
      )}
      <div className="flex justify-end gap-2">
        {changed.length === 0 ? null : (
          <Button
            tone={(counts?.refused ?? 0) > 0 ? 'danger' : 'plain'}
            disabled={revert.isPending}
            onClick={() => void undo()}
          >
            Undo
          </Button>
        )}
        <Button tone="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
