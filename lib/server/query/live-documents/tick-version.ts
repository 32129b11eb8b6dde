import type { QueryContext } from '../query-context';

/** Changes with telemetry, with the registry, and every second while old data leaves the windows. */
export function tickVersion({ sources }: QueryContext): string {
  const { hot, registry } = sources;
  return `${hot.version()} ${registry.version()} ${Math.floor(sources.now() / 1_000)}`;
}
