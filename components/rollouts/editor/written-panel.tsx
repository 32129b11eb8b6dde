'use client';

import { CircleAlert, CircleCheck, LoaderCircle, Undo2 } from 'lucide-react';
import { useConfigPush } from '@/lib/client/config/use-config-push';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { AgentTable } from '../../ui/push/agent-table';
import { countPush } from '../../ui/push/count-push';
import type { WrittenRule } from '../model/use-write-rule';

type WrittenPanelProps = { written: WrittenRule; isWriting: boolean; onUndo: () => void };

/** After a change: which agents have taken it, and the way back. */
export function WrittenPanel({ written, isWriting, onUndo }: WrittenPanelProps) {
  const { data: push } = useConfigPush();
  const { answer, words, isUndo } = written;
  const counts = push === undefined ? undefined : countPush(push.agents, answer.pushRevision);
  const isDone = counts !== undefined && counts.taken === counts.agents;
  const isRefused = (counts?.refused ?? 0) > 0;
  const Icon = isRefused ? CircleAlert : isDone ? CircleCheck : LoaderCircle;
  const tone = isRefused ? 'text-failing' : isDone ? 'text-ok' : 'text-info';
  return (
    <Card className="flex flex-col gap-3 border-border-strong p-4">
      <div className="flex flex-wrap items-center gap-3">
        <Icon className={`size-5 shrink-0 ${tone}`} aria-hidden />
        <div className="min-w-0 grow">
          <p className="font-medium">
            {isUndo ? `Undone: ${words}` : `Done: ${words}`}
            <span className="num pl-2 font-normal text-faint text-xs">revision {answer.revision}</span>
          </p>
          <p className="num text-muted" aria-live="polite">
            {describeCounts(counts)}
          </p>
        </div>
        <Button
          size="lg"
          tone={isRefused ? 'danger' : 'plain'}
          disabled={isWriting}
          onClick={onUndo}
          className="h-11 px-5 text-md"
        >
          <Undo2 aria-hidden />
          {isUndo ? 'Do it again' : 'Undo'}
        </Button>
      </div>
      {push === undefined || push.agents.length === 0 ? null : (
        <details>
          <summary className="text-muted text-xs hover:text-text">Answer of every agent</summary>
          <div className="pt-2">
            <AgentTable agents={push.agents} pushRevision={answer.pushRevision} />
          </div>
        </details>
      )}
    </Card>
  );
}

function describeCounts(counts: ReturnType<typeof countPush> | undefined): string {
  if (counts === undefined) return 'Asking the agents';
  if (counts.agents === 0) return 'No agent is connected: whoever connects gets it.';
  const refused = counts.refused > 0 ? `, ${counts.refused} refused it and keep the last good one` : '';
  return `${counts.taken} of ${counts.agents} agents have taken it${refused}.`;
}
