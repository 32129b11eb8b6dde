import { TriangleAlert } from 'lucide-react';
import { explainDetails } from '@/lib/mesh/log/explain-details';
import { findResponseFlag } from '@/lib/mesh/log/response-flags';
import type { Span } from '@/lib/mesh/trace/span';
import { spanFacts } from './model/span-facts';

/** Why a request ended as it did: each response flag spelled out, and what Envoy's details add. */
export function SpanReasons({ span }: { span: Span }) {
  const { flags, details } = spanFacts(span);
  const detail = explainDetails(details ?? null);
  if (flags.length === 0 && detail === '') return null;
  return (
    <ul className="flex flex-col gap-1.5 rounded-md border border-failing/40 bg-failing/8 p-2.5 text-sm">
      {flags.map((flag) => {
        const known = findResponseFlag(flag);
        return (
          <li key={flag} className="flex gap-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-failing" />
            <span>
              <span className="font-mono text-xs" title={known?.name}>
                {flag}
              </span>{' '}
              {known?.meaning ?? 'A flag Envoy does not document.'}
            </span>
          </li>
        );
      })}
      {detail === '' ? null : <li className="pl-5.5 text-muted">{detail}</li>}
    </ul>
  );
}
