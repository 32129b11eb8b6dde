import { type ReactNode, useId } from 'react';
import { Badge } from './badge';
import { Card } from './card';
import { cn } from './cn';
import { ErrorState } from './error-state';
import type { PanelState } from './panel-state';
import { Skeleton } from './skeleton';

type PanelProps<T> = {
  title: string;
  state: PanelState<T>;
  children: (data: T) => ReactNode;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  note?: ReactNode;
  skeleton?: ReactNode;
  className?: string;
  bodyClassName?: string;
};

/** A titled card in one of four states: loading, empty, error, data. */
export function Panel<T>({
  title,
  state,
  children,
  actions,
  note,
  skeleton,
  className,
  bodyClassName,
}: PanelProps<T>) {
  const id = useId();
  return (
    <Card className={cn('flex flex-col', className)}>
      <section
        aria-labelledby={id}
        aria-busy={state.kind === 'loading'}
        className="flex min-h-0 grow flex-col"
      >
        <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-border border-b px-4 py-1.5">
          <h2 id={id} className="text-sm">
            {title}
          </h2>
          {note ? <span className="text-faint text-xs">{note}</span> : null}
          {state.kind === 'data' && state.isStale ? <Badge tone="degraded">Stale</Badge> : null}
          {actions ? <div className="ml-auto flex items-center gap-1">{actions}</div> : null}
        </header>
        <div className={cn('min-h-0 min-w-0 grow p-4', bodyClassName)}>
          <PanelBody title={title} state={state} skeleton={skeleton}>
            {children}
          </PanelBody>
        </div>
      </section>
    </Card>
  );
}

type PanelBodyProps<T> = Pick<PanelProps<T>, 'title' | 'state' | 'children' | 'skeleton'>;

/** The body of a panel alone, for screens that are their own frame. */
export function PanelBody<T>({ title, state, children, skeleton }: PanelBodyProps<T>): ReactNode {
  switch (state.kind) {
    case 'loading':
      return skeleton ?? <Lines />;
    case 'empty':
      return state.empty;
    case 'error':
      return (
        <ErrorState
          title={`Cannot load ${title.toLowerCase()}`}
          message={state.message}
          onRetry={state.onRetry}
        />
      );
    case 'data':
      return children(state.data);
    default:
      return state satisfies never;
  }
}

function Lines() {
  return (
    <div className="flex flex-col gap-3">
      {['w-2/3', 'w-full', 'w-5/6', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={cn('h-4', width)} />
      ))}
    </div>
  );
}
