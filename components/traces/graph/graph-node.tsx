import type { TraceGraphNode } from '@/lib/mesh/trace/trace-graph';
import { NODE, type PlacedNode } from './place-graph';

type GraphNodeProps = {
  placed: PlacedNode;
  colour: string;
  isSelected: boolean;
  /** The address of its first span in the timeline. */
  href: string;
  onOpen: () => void;
};

/** What fits the box, with and without the count of failures beside it; the whole name is in the title. */
const NAME_LETTERS = 19;
const NAME_BESIDE_COUNT = 15;
const LINE_LETTERS = 23;

/** A service in its colour; dashed when it sent no spans. Enter goes to its first span. */
export function GraphNode({ placed: { node, x, y }, colour, isSelected, href, onOpen }: GraphNodeProps) {
  const isSilent = node.spans === 0;
  return (
    <a
      href={href}
      className="group cursor-pointer outline-none"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <title>{describeNode(node)}</title>
      <rect
        x={x}
        y={y}
        width={NODE.width}
        height={NODE.height}
        rx={6}
        fill={isSilent ? 'var(--surface)' : `color-mix(in srgb, ${colour} 14%, var(--surface))`}
        stroke={isSelected ? 'var(--accent)' : isSilent ? 'var(--border-strong)' : colour}
        strokeWidth={isSelected ? 2.5 : 1}
        strokeDasharray={isSilent ? '4 3' : undefined}
        className="group-hover:brightness-115 group-focus-visible:stroke-(--accent) group-focus-visible:stroke-[2.5px]"
      />
      {isSilent ? null : (
        <rect x={x + 6} y={y + 8} width={4} height={NODE.height - 16} rx={2} fill={colour} />
      )}
      <text x={x + 18} y={y + 19} className="fill-(--text) font-medium text-sm">
        {shorten(node.service, node.errors > 0 ? NAME_BESIDE_COUNT : NAME_LETTERS)}
      </text>
      <text x={x + 18} y={y + 35} className="fill-(--muted) text-xs">
        {shorten(secondLine(node), LINE_LETTERS)}
      </text>
      {node.errors > 0 ? (
        <text
          x={x + NODE.width - 8}
          y={y + 19}
          textAnchor="end"
          paintOrder="stroke"
          stroke="var(--surface)"
          strokeWidth={4}
          className="num fill-(--failing) font-medium text-xs"
        >
          {`✕ ${node.errors}`}
        </text>
      ) : null}
    </a>
  );
}

/** What tells this one from others of its name: workload and version. */
function secondLine({ spans, workloads, versions, isOrphan }: TraceGraphNode): string {
  if (spans === 0) return 'sent no spans';
  if (isOrphan) return 'caller missing';
  const [workload, ...others] = workloads;
  const version = versions.length === 1 ? versions[0] : undefined;
  const isNamed = version !== undefined && workload?.endsWith(version);
  const words =
    others.length > 0 ? [`${workloads.length} workloads`] : [workload, isNamed ? undefined : version];
  return words.filter(Boolean).join(' · ');
}

function describeNode(node: TraceGraphNode): string {
  const { service, namespace, workloads, versions, spans, errors } = node;
  if (spans === 0) return `${service}: was called and sent no spans`;
  const facts = [
    spans === 1 ? '1 span' : `${spans.toLocaleString('en-US')} spans`,
    errors === 0 ? '' : `${errors} failed`,
    workloads.length === 0 ? '' : `workload ${workloads.join(', ')}`,
    versions.length === 0 ? '' : `version ${versions.join(', ')}`,
    node.isEntry ? 'the request began here' : '',
    node.isOrphan ? 'a caller is missing' : '',
  ];
  return `${service}${namespace === '' ? '' : ` in ${namespace}`}: ${facts.filter(Boolean).join(', ')}`;
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - half)}…${text.slice(-half)}`;
}
