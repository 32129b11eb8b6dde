import { AppLink } from '../../ui/app-link';

/** Traces of bad requests of the canary, to see for oneself. */
export function TraceLinks({ traceIds }: { traceIds: readonly string[] }) {
  if (traceIds.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      <span className="text-muted">See for yourself:</span>
      {traceIds.map((id) => (
        <AppLink key={id} href={`/traces/${id}`} className="rounded-sm font-mono text-accent hover:underline">
          {id.slice(0, 8)}
        </AppLink>
      ))}
    </p>
  );
}
