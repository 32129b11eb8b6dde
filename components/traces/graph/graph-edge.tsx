import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { TraceGraphEdge } from '@/lib/mesh/trace/trace-graph';
import type { PlacedEdge } from './place-graph';

/** The calls between two services: thick on the critical path, with a cross and dashes where some failed. */
export function GraphEdge({ placed: { edge, path } }: { placed: PlacedEdge }) {
  const hasFailed = edge.errors > 0;
  const stroke = hasFailed ? 'var(--failing)' : edge.isCritical ? 'var(--text)' : 'var(--faint)';
  return (
    <g>
      <title>{describeEdge(edge)}</title>
      <path
        d={path}
        fill="none"
        stroke={stroke}
        strokeWidth={edge.isCritical ? 3 : 1.25}
        strokeDasharray={hasFailed ? '7 4' : undefined}
        markerEnd={`url(#${hasFailed ? 'call-failed' : edge.isCritical ? 'call-critical' : 'call'})`}
      />
    </g>
  );
}

/** What an edge sums up, on the middle of its line. */
export function EdgePlate({ placed: { edge, plate } }: { placed: PlacedEdge }) {
  return (
    <text
      x={plate.x}
      y={plate.y + 4}
      textAnchor="middle"
      paintOrder="stroke"
      stroke="var(--surface)"
      strokeWidth={8}
      strokeLinejoin="round"
      className="num pointer-events-none fill-(--text) text-xs"
    >
      {edge.errors > 0 ? <tspan className="fill-(--failing)">{`✕ ${edge.errors} of `}</tspan> : null}
      {`${edge.calls.toLocaleString('en-US')}× · ${printQuantity(formatDuration(edge.calleeUs / 1000))}`}
    </text>
  );
}

/** Arrow heads in the colours of edges; they do not grow with the line. */
export function ArrowHeads() {
  const heads = { call: 'var(--faint)', 'call-critical': 'var(--text)', 'call-failed': 'var(--failing)' };
  return (
    <defs>
      {Object.entries(heads).map(([id, fill]) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={9}
          markerHeight={9}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" fill={fill} />
        </marker>
      ))}
    </defs>
  );
}

function describeEdge({ first, calls, errors, calleeUs, isCritical }: TraceGraphEdge): string {
  const took = printQuantity(formatDuration(calleeUs / 1000));
  const count = calls === 1 ? '1 call' : `${calls.toLocaleString('en-US')} calls`;
  const failed = errors === 0 ? '' : `, ${errors} failed`;
  return `${count}${failed}, ${took} together${isCritical ? ', on the critical path' : ''}; the first: ${first.span.name}`;
}
