import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { codeClassColor } from '../../charts/series-color';
import { AppLink } from '../../ui/app-link';
import { Metric } from '../../ui/metric';
import { describeCode } from './describe-code';

type Code = SignalsAnswer['codes'][number];

const SHOWN = 8;

/** Exact counts by response code and flags, in plain words; each leads to its log lines. */
export function CodeList({ codes, of }: { codes: readonly Code[]; of: string }) {
  const total = codes.reduce((sum, { requests }) => sum + requests, 0);
  if (total === 0) return <p className="text-faint text-xs">No responses in this window</p>;
  return (
    <ul className="-mx-2 flex flex-col">
      {codes.slice(0, SHOWN).map((code) => (
        <CodeRow
          key={`${code.code} ${code.flags} ${code.grpcStatus}`}
          code={code}
          share={code.requests / total}
          of={of}
        />
      ))}
    </ul>
  );
}

function CodeRow({ code, share, of }: { code: Code; share: number; of: string }) {
  const { title, flags, words, codeClass, filter } = describeCode(code);
  return (
    <li>
      <AppLink
        href={logsHref(of, filter)}
        className="relative grid grid-cols-[1fr_auto_52px] items-baseline gap-x-3 rounded-sm px-2 py-1 hover:bg-raised"
      >
        <span
          aria-hidden
          className="absolute inset-y-1 left-0 w-0.5 rounded-full"
          style={{ background: codeClassColor(codeClass) }}
        />
        <span className="flex min-w-0 items-baseline gap-2 text-sm">
          <span className="num shrink-0">{title}</span>
          {flags === '' ? null : <span className="shrink-0 font-mono text-degraded text-xs">{flags}</span>}
        </span>
        <Metric quantity={formatCount(code.requests)} />
        <Metric quantity={formatPercent(share)} className="text-right text-muted text-xs" />
        {words === '' ? null : <span className="col-span-3 text-muted text-xs">{words}</span>}
      </AppLink>
    </li>
  );
}

/** Log lines of an object, narrowed. */
export function logsHref(of: string, filter: Readonly<Record<string, string>> = {}): string {
  return `/logs?${new URLSearchParams({ of, ...filter })}`;
}
