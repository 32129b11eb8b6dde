import { AppLink } from '@/components/ui/app-link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** The console has no spans of a trace: says which reasons there are. */
export function NoTrace({ traceId }: { traceId: string }) {
  return (
    <EmptyState
      title="No spans of this trace are stored"
      action={
        <span className="flex gap-2">
          <Button asChild>
            <AppLink href={`/logs?trace=${traceId}`}>Look for its log lines</AppLink>
          </Button>
          <Button asChild>
            <AppLink href="/traces">Search traces</AppLink>
          </Button>
        </span>
      }
    >
      <p className="break-all font-mono text-xs">{traceId}</p>
      <p>
        It is older than the console keeps spans, it was not sampled, or its agents have not reported yet:
        this page looks again by itself.
      </p>
    </EmptyState>
  );
}
