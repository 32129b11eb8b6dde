'use client';

import { Lock, LockOpen } from 'lucide-react';
import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import type { EdgeSubject } from '@/lib/mesh/graph/node-id';
import { AppLink } from '../../ui/app-link';
import { Card } from '../../ui/card';
import { healthTone } from '../../ui/health';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { VersionChip } from '../../ui/version-chip';
import { edgeHref, openHref } from '../edge-href';
import { nodeTitle } from '../keyboard/describe-selection';
import { type EdgePart, useEdgeParts } from './use-edge-parts';

/** Who is at both ends: workloads with their versions, how each pair fares, how it is encrypted and who they prove to be. */
export function EdgeEnds({ edge }: { edge: EdgeSubject }) {
  const parts = useEdgeParts(edge);
  const state = panelState(parts, (data) =>
    data.length === 0 ? <p className="text-muted text-sm">No traffic in this window</p> : undefined,
  );
  return (
    <Card className="min-w-0">
      <section aria-label="Both ends" className="p-4">
        <h2 className="mb-2 text-sm">Versions, encryption and identities of both ends</h2>
        <PanelBody title="Both ends" state={state}>
          {(data) => (
            <ul className="flex flex-col divide-y divide-border">
              {data.map((part) => (
                <Part key={part.edge.id} part={part} />
              ))}
            </ul>
          )}
        </PanelBody>
      </section>
    </Card>
  );
}

function Part({ part: { edge, source, target } }: { part: EdgePart }) {
  const isTcp = edge.protocol === 'tcp';
  return (
    <li className="grid gap-x-6 gap-y-1 py-2 text-sm lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)]">
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5">
        <End node={source} />
        <AppLink href={edgeHref(edge.id)} className="rounded-sm text-faint hover:text-text">
          to
        </AppLink>
        <End node={target} />
      </p>
      <p className="num flex gap-x-4">
        <Metric quantity={isTcp ? formatByteRate(edge.rate) : formatRate(edge.rate)} />
        {isTcp ? null : (
          <Metric quantity={formatPercent(edge.errorPercent / 100)} tone={healthTone(edge.health.status)} />
        )}
        {edge.latency === undefined ? null : (
          <span>
            <span className="text-muted">p95</span> <Metric quantity={formatDuration(edge.latency.p95)} />
          </span>
        )}
      </p>
      <Encryption edge={edge} />
    </li>
  );
}

function End({ node }: { node: GraphNode }) {
  const href = openHref(node.id);
  const title = node.kind === 'unknown' ? nodeTitle(node) : node.name;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      {href === undefined ? (
        title
      ) : (
        <AppLink href={href} className="truncate rounded-sm hover:underline">
          {title}
        </AppLink>
      )}
      {node.version === '' ? null : <VersionChip version={node.version} />}
    </span>
  );
}

function Encryption({ edge: { mtlsPercent, principals } }: { edge: EdgePart['edge'] }) {
  const isSecure = mtlsPercent !== null && mtlsPercent >= 100;
  const Icon = isSecure ? Lock : LockOpen;
  return (
    <div className="min-w-0 text-xs">
      <p className="flex items-center gap-1.5">
        <Icon
          className={`size-3.5 ${isSecure || mtlsPercent === null ? 'text-muted' : 'text-degraded'}`}
          aria-hidden
        />
        {mtlsWords(mtlsPercent)}
      </p>
      {principals === undefined ? null : (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 font-mono text-muted">
          {(['source', 'destination'] as const).map((end) => (
            <div key={end} className="contents">
              <dt className="font-sans text-faint">{end}</dt>
              <dd className="break-all">{principals[end].join(', ') || 'not proven'}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function mtlsWords(percent: number | null): string {
  if (percent === null) return 'Encryption unknown: no destination proxy reported';
  if (percent >= 100) return 'All over mutual TLS';
  return percent === 0 ? 'Plain text' : `${Math.round(percent)} % over mutual TLS, the rest in plain text`;
}
