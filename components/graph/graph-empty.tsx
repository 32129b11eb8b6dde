'use client';

import { EyeOff, Workflow } from 'lucide-react';
import dynamic from 'next/dynamic';
import { describeRange } from '@/lib/client/time/format-range';
import type { TimeRange } from '@/lib/client/time/time-range';
import { useScope } from '@/lib/client/url/use-scope';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import type { GraphUrl, WriteGraphUrl } from './graph-url';

const PastEmpty = dynamic(() => import('./past-empty').then((module) => module.PastEmpty), { ssr: false });

const ATTACH = 'npx meshscope run --name orders --version v1 --port 8080 -- node server.js';

type GraphEmptyProps = { range: TimeRange; url: GraphUrl; write: WriteGraphUrl };

/** Why there is nothing to draw, and the way to something. */
export function GraphEmpty({ range, url, write }: GraphEmptyProps) {
  const { namespaces, write: writeScope } = useScope();
  const where = namespaces.length === 0 ? '' : ` in ${namespaces.join(', ')}`;
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        icon={Workflow}
        title={`No requests${where} in the ${describeRange(range).toLowerCase()}`}
        snippet={ATTACH}
        action={
          <div className="flex gap-2">
            {namespaces.length > 0 ? (
              <Button onClick={() => writeScope({ ns: [] })}>Show all namespaces</Button>
            ) : null}
            {url.idle ? null : <Button onClick={() => write({ idle: true })}>Show idle services</Button>}
          </div>
        }
      >
        Choose a longer time range, or give a process a sidecar: its first request appears here within a
        second.
      </EmptyState>
    </div>
  );
}

/** In place of a drawing: nothing came, or nothing is left of what came; nothing where there is something to draw. */
export function NothingDrawn({
  answered,
  drawn,
  ...rest
}: GraphEmptyProps & { answered: number; drawn: number }) {
  if (drawn > 0) return null;
  return (
    <div className="absolute inset-0 bg-bg">
      {answered === 0 && rest.range.kind === 'absolute' ? (
        <PastEmpty range={rest.range} />
      ) : answered === 0 ? (
        <GraphEmpty {...rest} />
      ) : (
        <GraphHidden nodes={answered} url={rest.url} write={rest.write} />
      )}
    </div>
  );
}

/** Everything there is was hidden by expression. */
function GraphHidden({ nodes, url, write }: { nodes: number } & Pick<GraphEmptyProps, 'url' | 'write'>) {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        icon={EyeOff}
        title="Everything is hidden"
        action={<Button onClick={() => write({ hide: '' })}>Hide nothing</Button>}
      >
        {`All ${nodes} nodes match “${url.hide}”, or have no other edges.`}
      </EmptyState>
    </div>
  );
}
