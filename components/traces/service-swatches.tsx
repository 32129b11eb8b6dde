import type { TraceSummary } from '@/lib/protocol/api/traces';

type ServiceSwatchesProps = {
  services: TraceSummary['services'];
  colours: ReadonlyMap<string, string>;
};

/** The services of a trace by name, each with its colour. */
export function ServiceSwatches({ services, colours }: ServiceSwatchesProps) {
  const title = services.map(({ service, spans }) => `${service} (${spans})`).join(', ');
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted text-xs" title={title}>
      <span aria-hidden className="flex shrink-0 gap-px">
        {services.slice(0, 8).map(({ service, namespace }) => (
          <span
            key={`${namespace}/${service}`}
            className="h-3 w-1.5 first:rounded-l-sm last:rounded-r-sm"
            style={{ background: colours.get(service) }}
          />
        ))}
      </span>
      <span className="num shrink-0">{services.length}</span>
      <span className="truncate text-faint">{services.map(({ service }) => service).join(', ')}</span>
    </span>
  );
}
