'use client';

import { useState } from 'react';
import { formatCount } from '@/lib/client/format/format-count';
import { useOperations } from '@/lib/client/overrides/use-operations';
import { useScope } from '@/lib/client/url/use-scope';
import type { OperationsAnswer } from '@/lib/protocol/api/overrides';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Metric } from '../../ui/metric';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { groupOperations } from './group-operations';
import { TemplatesDialog } from './templates-dialog';

type OperationsPanelProps = { namespace: string; name: string };

/** How the requests of a service are told apart, and the way to tell them apart better. */
export function OperationsPanel({ namespace, name }: OperationsPanelProps) {
  const { range } = useScope();
  const [isOpen, setOpen] = useState(false);
  const query = useOperations(namespace, name, range);
  const state = panelState(query, ({ operations, templates }) =>
    operations.length + templates.length > 0 ? undefined : (
      <EmptyState title="No operation was seen yet">
        Sidecars learn methods and paths from requests; TCP has none.
      </EmptyState>
    ),
  );
  return (
    <section id="operations" className="scroll-mt-16">
      <Panel
        title="Operations"
        note="learnt from paths, yours where you wrote templates"
        state={state}
        bodyClassName="p-0"
        actions={
          <Button size="sm" disabled={query.data === undefined} onClick={() => setOpen(true)}>
            Edit templates
          </Button>
        }
      >
        {(answer) => (
          <>
            <OperationRows answer={answer} />
            {isOpen ? (
              <TemplatesDialog
                namespace={namespace}
                name={name}
                answer={answer}
                onClose={() => setOpen(false)}
              />
            ) : null}
          </>
        )}
      </Panel>
    </section>
  );
}

function OperationRows({ answer }: { answer: OperationsAnswer }) {
  return (
    <div className="max-h-96 overflow-auto">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="h-8 border-border border-b px-4 text-left font-normal">
              Operation
            </th>
            <th scope="col" className="border-border border-b px-4 text-left font-normal">
              Counted as
            </th>
            <th scope="col" className="border-border border-b px-4 text-right font-normal">
              Requests
            </th>
          </tr>
        </thead>
        <tbody>
          {groupOperations(answer).map(({ shown, isOwn, learnt, requests }) => (
            <tr key={shown} className="hover:bg-raised">
              <th
                scope="row"
                className="h-8 border-border/60 border-b px-4 text-left font-mono font-normal text-xs"
              >
                {shown}
              </th>
              <td className="border-border/60 border-b px-4 font-mono text-muted text-xs">
                {isOwn ? (learnt.length === 0 ? 'nothing yet' : learnt.join(', ')) : 'as learnt'}
              </td>
              <td className="border-border/60 border-b px-4 text-right">
                <Metric quantity={formatCount(requests)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
