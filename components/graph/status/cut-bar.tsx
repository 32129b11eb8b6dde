import { Minus, Plus, X } from 'lucide-react';
import { DEFAULT_REACH } from '@/lib/mesh/graph/cut/graph-cut';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';

type CutBarProps = { url: GraphUrl; focus: string; write: WriteGraphUrl };

/** What alone is drawn: a neighbourhood and how far it reaches either way, or the ways between two nodes. */
export function CutBar({ url, focus, write }: CutBarProps) {
  const reset = () =>
    write({ focus: undefined, toward: undefined, up: undefined, down: undefined, detour: undefined });
  const [up, down] = [url.up ?? DEFAULT_REACH.up, url.down ?? DEFAULT_REACH.down];
  const detour = url.detour ?? DEFAULT_REACH.detour;
  return (
    <div className="pointer-events-auto flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent/50 bg-surface/95 py-0.5 pr-1 pl-2.5">
      {url.toward === undefined ? (
        <>
          <span>
            Around <Name id={focus} />
          </span>
          <Stepper label="callers" value={up} onChange={(value) => write({ up: value })} />
          <Stepper label="called" value={down} onChange={(value) => write({ down: value })} />
        </>
      ) : (
        <>
          <span>
            Ways from <Name id={focus} /> to <Name id={url.toward} />
          </span>
          <Stepper label="hops longer" value={detour} onChange={(value) => write({ detour: value })} />
          <Button
            size="sm"
            tone="ghost"
            onClick={() => write({ focus: url.toward, toward: focus }, { replace: true })}
          >
            Other way round
          </Button>
        </>
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
        label={`Fewer: ${label}`}
        disabled={value === 0}
        onClick={() => onChange(value - 1)}
      />
      <span>
        {value} {label}
      </span>
      <IconButton icon={Plus} label={`More: ${label}`} onClick={() => onChange(value + 1)} />
    </span>
  );
}
