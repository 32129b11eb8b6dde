import { Rocket } from 'lucide-react';
import { rolloutHref } from '@/lib/client/rollouts/rollout-href';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';

/** A rollout shifts this service now: a change by hand makes it stop and ask. */
export function RolloutNote({ rolloutId }: { rolloutId: string | null }) {
  if (rolloutId === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-info/50 bg-info/8 p-3">
      <Rocket className="size-4 shrink-0 text-info" aria-hidden />
      <p className="min-w-60 grow">
        A rollout is shifting this service. A change by hand makes it wait and ask before it writes again.
      </p>
      <Button asChild size="sm">
        <AppLink href={rolloutHref(rolloutId)}>Open the rollout</AppLink>
      </Button>
    </div>
  );
}
