'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { HealthIcon } from '../../ui/health-icon';
import { IconButton } from '../../ui/icon-button';
import type { DrawnGraph } from '../model/drawn-graph';

type LegendProps = { graph: DrawnGraph; onClose: () => void };

/** Explains the signs that are on the drawing now, and no others. */
export function Legend({ graph, onClose }: LegendProps) {
  const { nodes, edges } = graph;
  const has = (test: boolean, entry: ReactNode) => (test ? entry : null);
  return (
    <section
      aria-label="Legend"
      className="absolute top-3 right-3 max-h-[calc(100%-24px)] w-56 overflow-auto rounded-lg border border-border-strong bg-surface/95 p-3 text-xs"
    >
      <header className="mb-1 flex items-center justify-between">
        <h2 className="text-sm">Legend</h2>
        <IconButton icon={X} label="Close the legend" className="-m-1 size-6" onClick={onClose} />
      </header>
      <ul className="flex flex-col gap-1.5">
        {has(
          nodes.some(({ kind, isGateway }) => kind === 'app' && !isGateway),
          <Row sign={<rect x="3" y="3" width="14" height="14" rx="4" />}>Application</Row>,
        )}
        {has(
          nodes.some(({ kind }) => kind === 'workload'),
          <Row sign={<circle cx="10" cy="10" r="7" />}>Workload</Row>,
        )}
        {has(
          nodes.some(({ kind }) => kind === 'service'),
          <Row sign={<path d="M10 3.5 17 16H3z" strokeLinejoin="round" />}>Service</Row>,
        )}
        {has(
          nodes.some(({ isGateway }) => isGateway),
          <Row sign={<path d="m10 2 8 8-8 8-8-8z" strokeLinejoin="round" />}>Gateway</Row>,
        )}
        {has(
          nodes.some(({ isExternal, isOutOfMesh }) => isExternal || isOutOfMesh),
          <Row sign={<circle cx="10" cy="10" r="7" strokeDasharray="3 2.5" />}>
            Outside the mesh, no sidecar
          </Row>,
        )}
        {has(
          nodes.some(({ isIdle }) => isIdle),
          <Row tone="text-idle" sign={<circle cx="10" cy="10" r="7" opacity="0.6" />}>
            Idle: known, no traffic
          </Row>,
        )}
        <Row
          tone="text-failing"
          sign={
            <>
              <circle cx="10" cy="10" r="8" opacity="0.3" strokeWidth="3" />
              <path d="M10 2a8 8 0 0 1 7.6 5.5" strokeWidth="3" />
            </>
          }
        >
          Arc: share of failed requests
        </Row>
        <li className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
          {(['Healthy', 'Degraded', 'Failure', 'NA'] as const).map((health) => (
            <HealthIcon key={health} health={health} hasLabel />
          ))}
        </li>
        <li className="mt-1 h-px bg-border" />
        {has(
          edges.some(({ protocol }) => protocol !== 'tcp'),
          <Row sign={<path d="M1 10h18" strokeWidth="2" />}>HTTP or gRPC: wider is more</Row>,
        )}
        {has(
          edges.some(({ protocol }) => protocol === 'tcp'),
          <Row sign={<path d="M1 10h18" strokeWidth="2" strokeDasharray="5 3" />}>TCP</Row>,
        )}
        {has(
          edges.some(({ isIdle }) => isIdle),
          <Row sign={<path d="M1 10h18" strokeDasharray="1.5 3" />}>Idle edge</Row>,
        )}
        {has(
          edges.some(({ mtlsPercent }) => mtlsPercent === 100),
          <Row
            sign={
              <>
                <rect x="5" y="9" width="10" height="7" rx="1.5" />
                <path d="M7 9V7a3 3 0 0 1 6 0v2" />
              </>
            }
          >
            Mutual TLS
          </Row>,
        )}
        <Row
          sign={
            <>
              <circle cx="4" cy="10" r="1.6" fill="currentColor" />
              <circle cx="10" cy="10" r="1.6" fill="currentColor" />
              <circle cx="16" cy="10" r="1.6" fill="currentColor" />
            </>
          }
        >
          Dots: faster answers run faster, red ones fail
        </Row>
      </ul>
    </section>
  );
}

function Row({
  sign,
  tone = 'text-muted',
  children,
}: {
  sign: ReactNode;
  tone?: string;
  children: ReactNode;
}) {
  return (
    <li className="flex items-center gap-2">
      <svg
        viewBox="0 0 20 20"
        className={`size-5 shrink-0 ${tone}`}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        {sign}
      </svg>
      <span className="text-muted">{children}</span>
    </li>
  );
}
