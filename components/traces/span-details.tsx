import type { ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { CopyButton } from '@/components/ui/copy-button';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatAbsolute } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import { entityHref } from '@/lib/client/url/entity-href';
import { grpcStatusName, responseCodeName } from '@/lib/mesh/log/response-code-name';
import type { Span } from '@/lib/mesh/trace/span';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { nodeKey } from './model/collapse';
import { parseCluster, spanFacts } from './model/span-facts';

type SpanDetailsProps = { node: TraceNode; trace: Trace; onOpen: (key: string) => void };

/** The facts of a span under plain names; what is not known is left out. */
export function SpanDetails({ node, trace, onOpen }: SpanDetailsProps) {
  const { span, parent } = node;
  const facts = spanFacts(span);
  const rows: [string, ReactNode][] = [
    ['Workload', <WorkloadLink key="w" span={span} />],
    ['Answer', facts.code === undefined ? undefined : codeWords(facts.code)],
    [
      'gRPC status',
      facts.grpcStatus === undefined
        ? undefined
        : `${facts.grpcStatus} ${grpcStatusName(facts.grpcStatus) ?? ''}`,
    ],
    ['Other side', facts.peer],
    ['Route', facts.route],
    ['Cluster', facts.upstreamCluster === undefined ? undefined : clusterWords(facts.upstreamCluster)],
    ['Endpoint', facts.upstreamAddress],
    ['Client address', facts.peerAddress],
    [
      'Attempts',
      facts.attempts === undefined ? undefined : `${facts.attempts}, retried ${facts.attempts - 1} times`,
    ],
    ['Request body', sizeWords(facts.requestBytes)],
    ['Answer body', sizeWords(facts.responseBytes)],
    ['Protocol', facts.protocol],
    ['User agent', facts.userAgent],
    ['Started', formatAbsolute(span.start_us / 1000)],
    ['Caller', <Caller key="c" parent={parent} isOrphan={node.isOrphan} onOpen={onOpen} />],
    ['Below it', `${node.descendants} of ${trace.nodes.length} spans`],
    ['Request id', facts.requestId === undefined ? undefined : <Id key="r" id={facts.requestId} />],
    ['Span id', <Id key="s" id={span.span_id} />],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {rows.map(([label, value]) =>
        value === undefined || value === '' || value === '-' ? null : (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function WorkloadLink({ span }: { span: Span }) {
  const href = entityHref(`workload:${span.namespace}/${span.workload}`);
  const name = `${span.namespace}/${span.workload}`;
  return href === undefined ? (
    name
  ) : (
    <AppLink href={href} className="text-accent hover:underline">
      {name}
    </AppLink>
  );
}

type CallerProps = { parent: TraceNode | undefined; isOrphan: boolean; onOpen: (key: string) => void };

function Caller({ parent, isOrphan, onOpen }: CallerProps) {
  if (parent === undefined) return isOrphan ? 'Did not arrive' : 'None: the trace begins here';
  return (
    <button
      type="button"
      className="text-left text-accent hover:underline"
      onClick={() => onOpen(nodeKey(parent))}
    >
      {parent.span.workload} ({parent.span.kind.toLowerCase()})
    </button>
  );
}

function Id({ id }: { id: string }) {
  return (
    <span className="flex items-center gap-1">
      <span className="truncate font-mono text-xs">{id}</span>
      <CopyButton text={id} className="-my-1 size-6" />
    </span>
  );
}

function codeWords(code: number): string {
  const name = responseCodeName(String(code));
  return code === 0 ? 'No response' : `${code}${name === undefined ? '' : ` ${name}`}`;
}

function sizeWords(bytes: number | undefined): string | undefined {
  return bytes === undefined ? undefined : printQuantity(formatBytes(bytes));
}

function clusterWords(cluster: string): string {
  const parts = parseCluster(cluster);
  if (parts === undefined) return cluster;
  if (parts.host === '') return `${parts.direction}, port ${parts.port}`;
  const subset = parts.subset === '' ? '' : `, subset ${parts.subset}`;
  return `${parts.direction} to ${parts.host} port ${parts.port}${subset}`;
}
