import type { ConfigPreview } from '@/lib/protocol/api/config-preview';
import { seriesColor } from '../../charts/series-color';
import { durationText, formatExpected, percentText } from './format-expected';

type Service = ConfigPreview['services'][number];
type Load = ConfigPreview['load'][number];

type LoadTableProps = Pick<ConfigPreview, 'services' | 'load'>;

/** What each version of the services that change gets, before and after, and what their callers would see. */
export function LoadTable({ services, load }: LoadTableProps) {
  return (
    <div className="flex flex-col gap-4">
      {services.map((service) => (
        <ServiceLoad
          key={service.host}
          service={service}
          targets={load.filter(({ host }) => host === service.host)}
        />
      ))}
    </div>
  );
}

function ServiceLoad({ service, targets }: { service: Service; targets: readonly Load[] }) {
  const { host, before, after, withoutHistory } = service;
  return (
    <section>
      <h4 className="flex flex-wrap items-baseline gap-x-4 gap-y-1 pb-1.5 text-xs">
        <span className="font-mono">{host}</span>
        {after.requests === 0 ? (
          <span className="text-muted">no requests any more</span>
        ) : (
          <>
            <span className="text-muted">
              errors <Shift before={percent(before.errorRate)} after={percent(after.errorRate)} />
            </span>
            <span className="text-muted">
              p99 <Shift before={duration(before.p99Ms)} after={duration(after.p99Ms)} />
            </span>
          </>
        )}
      </h4>
      <ul className="flex flex-col gap-2">
        {targets.map((target, index) => (
          <li
            key={`${target.namespace}/${target.workload}/${target.version}`}
            className="grid grid-cols-[minmax(96px,200px)_minmax(0,1fr)_112px] items-center gap-x-4 text-xs"
          >
            <span className="truncate font-mono" title={`${target.namespace}/${target.workload}`}>
              {target.workload === '' ? 'outside the mesh' : target.workload}
            </span>
            <span className="flex flex-col gap-0.5">
              <Bar share={shareOf(target.before, before.requests)} color={seriesColor(index)} isFaint />
              <Bar share={shareOf(target.after, after.requests)} color={seriesColor(index)} />
            </span>
            <span className="num text-right">
              <Shift before={formatExpected(target.before)} after={formatExpected(target.after)} />
            </span>
          </li>
        ))}
      </ul>
      {withoutHistory > 0 ? (
        <p className="pt-1.5 text-degraded text-xs">
          {percentText(withoutHistory)} of the requests would go where nobody called in this window: their
          errors and latency are not in the prediction.
        </p>
      ) : null}
    </section>
  );
}

function Bar({ share, color, isFaint = false }: { share: number; color: string; isFaint?: boolean }) {
  return (
    <span className="h-1.5 overflow-hidden rounded-full bg-raised">
      <span
        className="block h-full rounded-full"
        style={{ width: `${share * 100}%`, background: color, opacity: isFaint ? 0.45 : 1 }}
      />
    </span>
  );
}

function Shift({ before, after }: { before: string; after: string }) {
  if (before === after) return <span className="num text-text">{after}</span>;
  return (
    <span className="num">
      <span className="text-muted">{before} → </span>
      <span className="text-text">{after}</span>
    </span>
  );
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, part / whole);
}

function percent(rate: number | null): string {
  return rate === null ? 'not known' : percentText(rate);
}

function duration(ms: number | null): string {
  return ms === null ? 'not known' : durationText(ms);
}
