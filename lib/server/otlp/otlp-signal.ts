import { logsFromOtlp } from '../../mesh/log/otlp/logs-from-otlp';
import { readOtlpLogsJson } from '../../mesh/log/otlp/read-otlp-logs-json';
import { readOrReason } from '../../mesh/trace/malformed';
import { readOtlpJson } from '../../mesh/trace/otlp/read-otlp-json';
import { spansFromOtlp } from '../../mesh/trace/otlp/spans-from-otlp';
import { AppError } from '../../protocol/app-error';
import { parseJsonBody } from '../http/parse-json-body';
import type { SpanIntake, TakenSpans } from '../span-intake/span-intake';
import { decodeLogs } from './decode-logs';
import { decodeTraces } from './decode-traces';

/** One of OTLP's signals: where it is sent to, and what is done with a message, whatever brought it. */
export interface OtlpSignal {
  /** Over HTTP. */
  path: string;
  /** Over gRPC. */
  method: string;
  /** The field of a partial success in JSON. */
  rejectedField: string;
  take(
    intake: SpanIntake,
    body: Buffer,
    isProtobuf: boolean,
    namespace: string | undefined,
  ): Promise<TakenSpans>;
}

/** Traces and logs. */
export const OTLP_SIGNALS: readonly OtlpSignal[] = [
  {
    path: '/v1/traces',
    method: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
    rejectedField: 'rejectedSpans',
    take: (intake, body, isProtobuf, namespace) =>
      intake.take(body.length, namespace, (findOwner) =>
        spansFromOtlp(
          orRefuse('spans', () => (isProtobuf ? decodeTraces(body) : readOtlpJson(parseJsonBody(body)))),
          findOwner,
        ),
      ),
  },
  {
    path: '/v1/logs',
    method: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
    rejectedField: 'rejectedLogRecords',
    take: (intake, body, isProtobuf, namespace) =>
      intake.takeLogs(body.length, namespace, (findOwner) =>
        logsFromOtlp(
          orRefuse('log records', () =>
            isProtobuf ? decodeLogs(body) : readOtlpLogsJson(parseJsonBody(body)),
          ),
          findOwner,
        ),
      ),
  },
];

function orRefuse<T>(what: string, read: () => T): T {
  const outcome = readOrReason(read);
  if ('read' in outcome) return outcome.read;
  throw new AppError('bad_request', `Cannot read the ${what}: ${outcome.reason}`);
}
