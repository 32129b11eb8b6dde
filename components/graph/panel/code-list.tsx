import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import { grpcStatusName, responseCodeName } from '@/lib/mesh/log/response-code-name';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { codeClass, codeClassColor } from '../../charts/series-color';
import { AppLink } from '../../ui/app-link';
import { Metric } from '../../ui/metric';

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

function CodeRow({
  code: { code, flags, grpcStatus, requests },
  share,
  of,
}: {
  code: Code;
  share: number;
  of: string;
}) {
  const isFlagged = flags !== '-' && flags !== '';
  const isSilent = code === '0' || code === '-';
  const words = explainFlags(flags) || (isSilent ? '' : wordsOf(code, grpcStatus));
  return (
    <li>
      <AppLink
        href={logsHref(of, {
          code: isSilent ? '0' : code,
          ...(isFlagged ? { flag: flags.split(',')[0] ?? '' } : {}),
        })}
        className="relative grid grid-cols-[1fr_auto_52px] items-baseline gap-x-3 rounded-sm px-2 py-1 hover:bg-raised"
      >
        <span
          aria-hidden
          className="absolute inset-y-1 left-0 w-0.5 rounded-full"
          style={{ background: codeClassColor(codeClass(isSilent ? '-' : code)) }}
        />
        <span className="flex min-w-0 items-baseline gap-2 text-sm">
          <span className="num shrink-0">{isSilent ? 'No response' : code}</span>
          {isFlagged ? <span className="shrink-0 font-mono text-degraded text-xs">{flags}</span> : null}
        </span>
        <Metric quantity={formatCount(requests)} />
        <Metric quantity={formatPercent(share)} className="text-right text-muted text-xs" />
        {words === '' ? null : <span className="col-span-3 text-muted text-xs">{words}</span>}
      </AppLink>
    </li>
  );
}

function wordsOf(code: string, grpcStatus: string): string {
  const status = grpcStatus === '' || grpcStatus === '0' ? undefined : grpcStatusName(grpcStatus);
  if (status !== undefined) return `gRPC ${status}`;
  return code === '200' ? '' : (responseCodeName(code) ?? '');
}

/** Log lines of an object, narrowed. */
export function logsHref(of: string, filter: Readonly<Record<string, string>> = {}): string {
  return `/logs?${new URLSearchParams({ of, ...filter })}`;
}
