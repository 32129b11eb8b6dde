'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { saveFile } from '@/lib/client/files/save-file';
import { traceToJaeger } from '@/lib/mesh/trace/jaeger/trace-to-jaeger';
import { spansToOtlp } from '@/lib/mesh/trace/otlp/spans-to-otlp';
import type { Span } from '@/lib/mesh/trace/span';
import type { Trace } from '@/lib/mesh/trace/trace';
import { spansToZipkin } from '@/lib/mesh/trace/zipkin/spans-to-zipkin';

type Print = (traceId: string, spans: readonly Span[]) => unknown;

const FORMATS: readonly [name: string, suffix: string, print: Print][] = [
  ['Jaeger JSON', 'jaeger', (traceId, spans) => ({ data: [traceToJaeger(traceId, spans)] })],
  ['Zipkin JSON', 'zipkin', (_, spans) => spansToZipkin(spans)],
  ['OTLP JSON', 'otlp', (_, spans) => spansToOtlp(spans)],
];

/** The trace as a file for other tools. */
export function DownloadMenu({ trace }: { trace: Trace }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm">
          Other formats
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {FORMATS.map(([name, suffix, print]) => (
          <DropdownMenuItem
            key={suffix}
            onSelect={() =>
              saveFile(
                `trace-${trace.traceId}.${suffix}.json`,
                'application/json',
                JSON.stringify(
                  print(
                    trace.traceId,
                    trace.nodes.map(({ span }) => span),
                  ),
                  null,
                  2,
                ),
              )
            }
          >
            {name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
