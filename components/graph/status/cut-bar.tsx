import { Minus, Plus, X } from 'lucide-react';
import { findFocused } from '@/lib/mesh/graph/cut/find-focused';
import { DEFAULT_REACH } from '@/lib/mesh/graph/cut/graph-cut';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';

type CutBarProps = {
  url: GraphUrl;
  focus: string;
  /** What the console answered with. */
  nodes: readonly GraphNode[];
  write: WriteGraphUrl;
};

/** What alone is drawn: a neighbourhood and how far it reaches either way, or the ways between two nodes. */
export function CutBar({ url, focus, nodes, write }: CutBarProps) {
  const reset = () =>
    write({ focus: undefined, toward: undefined, up: undefined, down: undefined, detour: undefined });
  const [up, down] = [url.up ?? DEFAULT_REACH.up, url.down ?? DEFAULT_REACH.down];
  const detour = url.detour ?? DEFAULT_REACH.detour;
  const missing = [focus, url.toward].find((id) => id !== undefined && findFocused(nodes, id).length === 0);
  return (
    <div className="pointer-events-auto flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent/50 bg-surface/95 py-0.5 pr-1 pl-2.5">
      {url.toward === undefined ? (
        <>
          <span>
            Around <Name id={focus} />
          </span>
          <Stepper label="to callers" value={up} onChange={(value) => write({ up: value })} />
          <Stepper label="to what it calls" value={down} onChange={(value) => write({ down: value })} />
        </>
      ) : (
        <>
          <span>
            Ways from <Name id={focus} /> to <Name id={url.toward} />
          </span>
          <Stepper label="longer" value={detour} onChange={(value) => write({ detour: value })} />
          <Button
            size="sm"
            tone="ghost"
            onClick={() => write({ focus: url.toward, toward: focus }, { replace: true })}
          >
            Other way round
          </Button>
        </>
      )}
      {missing === undefined ? null : (
        <span className="text-degraded" role="status">
          <Name id={missing} /> is not in this window{missing === focus ? ': everything is shown' : ''}
        </span>
      )}
      <Button size="sm" tone="ghost" onClick={reset}>
        <X aria-hidden />
        {url.toward === undefined ? 'Reset focus' : 'Show everything'}
      </Button>
    </div>
  );
}

function Name({ id }: { id: string }) {
  const subject = parseSubject(id);
  const name =
    subject === undefined
      ? id
      : `${subject.name}${subject.version === undefined ? '' : ` ${subject.version}`}`;
  return <strong className="font-medium">{name}</strong>;
}

/** How far, in hops: `1 hop to callers`. */
function Stepper({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <span className="num inline-flex items-center gap-0.5 text-muted">
      <IconButton
        icon={Minus}
        label={`Fewer hops ${label}`}
        disabled={value === 0}
        onClick={() => onChange(value - 1)}
      />
      <span>
        {value} {value === 1 ? 'hop' : 'hops'} {label}
      </span>
      <IconButton icon={Plus} label={`More hops ${label}`} onClick={() => onChange(value + 1)} />
    </span>
  );
}
