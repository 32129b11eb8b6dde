import type { TraceSummary } from '@/lib/protocol/api/traces';

type ServiceSwatchesProps = {
  services: TraceSummary['services'];
  colours: ReadonlyMap<string, string>;
};

const MOST_SWATCHES = 8;

/** How many services a trace went through, the colour of the one it entered by first; their names on hover. */
export function ServiceSwatches({ services, colours }: ServiceSwatchesProps) {
  const [entry, ...others] = services;
  if (entry === undefined) return null;
  return (
    <span
      className="flex min-w-0 items-center justify-end gap-2"
      title={services.map(({ service, spans }) => `${service} (${spans})`).join(', ')}
    >
      <span aria-hidden className="flex shrink-0 items-center gap-px">
        <span
          className="mr-1 size-2.5 rounded-full"
          style={{ background: colours.get(entry.service) ?? 'var(--idle)' }}
        />
        {others.slice(0, MOST_SWATCHES - 1).map(({ service, namespace }) => (
          <span
            key={`${namespace}/${service}`}
            className="h-3 w-1"
            style={{ background: colours.get(service) ?? 'var(--idle)' }}
          />
        ))}
      </span>
      <span className="num min-w-5 shrink-0 text-right">{services.length}</span>
      <span className="sr-only">, entered by {entry.service}</span>
    </span>
  );
}
