import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { codeClass, codeClassColor } from '../charts/series-color';
import { AppLink } from '../ui/app-link';
import { Card } from '../ui/card';
import { Metric } from '../ui/metric';

type Code = SignalsAnswer['codes'][number];

type ResponseCodesProps = { codes: readonly Code[]; of: string };

/** Exact counts by code and response flag; each row leads to its log lines. */
export function ResponseCodes({ codes, of }: ResponseCodesProps) {
  const total = codes.reduce((sum, { requests }) => sum + requests, 0);
  return (
    <Card className="flex max-h-[236px] min-h-0 flex-col p-3 pr-2">
      <h3 className="mb-1 flex h-6 shrink-0 items-center text-sm">Responses</h3>
      {codes.length === 0 ? (
        <p className="grid grow place-items-center text-faint text-xs">No responses in this window</p>
      ) : (
        <ul className="-mx-1 flex min-h-0 flex-col overflow-auto pb-0.5">
          {codes.map((code) => (
            <CodeRow
              key={`${code.code} ${code.flags} ${code.grpcStatus}`}
              code={code}
              share={code.requests / total}
              of={of}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function CodeRow({ code, share, of }: { code: Code; share: number; of: string }) {
  const flags = code.flags === '-' ? '' : code.flags;
  const words = explainFlags(flags);
  const name = code.code === '-' || code.code === '0' ? 'No response' : code.code;
  const query = `of=${encodeURIComponent(of)}&code=${encodeURIComponent(code.code)}${flags === '' ? '' : `&flag=${encodeURIComponent(flags)}`}`;
  return (
    <li>
      <AppLink
        href={`/logs?${query}`}
        className="relative grid h-8 grid-cols-[1fr_72px_72px] items-center gap-2 rounded-sm px-2 hover:bg-raised focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden
          className="absolute bottom-0 left-0 h-0.5 opacity-70"
          style={{ width: `${share * 100}%`, background: codeClassColor(codeClass(code.code)) }}
        />
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="num shrink-0 font-medium">{name}</span>
          {code.grpcStatus === '' ? null : (
            <span className="shrink-0 text-muted text-xs">grpc {code.grpcStatus}</span>
          )}
          {flags === '' ? null : <span className="shrink-0 font-mono text-degraded text-xs">{flags}</span>}
          <span className="truncate text-muted text-xs" title={words}>
            {words}
          </span>
        </span>
        <Metric quantity={formatCount(code.requests)} className="text-right" />
        <Metric quantity={formatPercent(share)} className="text-right text-muted" />
      </AppLink>
    </li>
  );
}
