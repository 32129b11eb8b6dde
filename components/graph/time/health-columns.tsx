import { cn } from '../../ui/cn';
import type { TimelineStep } from './read-steps';

type HealthColumnsProps = {
  steps: readonly TimelineStep[];
  xOf: (timeMs: number) => number;
  top: number;
  height: number;
};

/** What is seen of the smallest share of errors, and of traffic without any. */
const LEAST = 2;

/**
 * A column a step: the grey is how much was asked for, what is coloured the share that failed, in the colour of the worst
 * namespace. Shares are drawn by their square root, so that 1 % can be seen beside 100 %.
 */
export function HealthColumns({ steps, xOf, top, height }: HealthColumnsProps) {
  const most = Math.max(1, ...steps.map(({ requests }) => requests));
  const bottom = top + height;
  return (
    <g aria-hidden shapeRendering="crispEdges">
      {steps.map((step) => {
        if (step.requests === 0) return null;
        const x = xOf(step.fromMs);
        const width = Math.max(1, xOf(step.toMs) - x - (xOf(step.toMs) - x > 4 ? 1 : 0));
        const volume = (step.requests / most) * height;
        const failed = step.errorShare === 0 ? LEAST : Math.max(LEAST, Math.sqrt(step.errorShare) * height);
        return (
          <g key={step.fromMs}>
            <rect x={x} width={width} y={bottom - volume} height={volume} className="fill-border" />
            <rect x={x} width={width} y={bottom - failed} height={failed} className={cn(toneOf(step))} />
          </g>
        );
      })}
    </g>
  );
}

function toneOf({ failing, degraded }: TimelineStep): string {
  if (failing > 0) return 'fill-failing';
  return degraded > 0 ? 'fill-degraded' : 'fill-ok';
}
