import type { IncomingHttpHeaders } from 'node:http';
import { readOrReason } from '../../mesh/trace/malformed';
import type { OtlpResource } from '../../mesh/trace/otlp/otlp-spans';
import { readOtlpJson } from '../../mesh/trace/otlp/read-otlp-json';
import { spansFromOtlp } from '../../mesh/trace/otlp/spans-from-otlp';
import { AppError } from '../../protocol/app-error';
import { parseJsonBody } from '../http/parse-json-body';
import { jsonAnswer, type RawAnswer, type RawRequest, type RawRoute } from '../http/raw-route';
import { readUpload } from '../http/read-upload';
import { SPAN_INTAKE_LIMITS } from '../span-intake/intake-limits';
import type { SpanIntake } from '../span-intake/span-intake';
import { decodeTraces } from './decode-traces';
import { encodeExportResponse, encodeStatus } from './encode-answer';

const PROTOBUF = 'application/x-protobuf';
/** google.rpc.Code of an HTTP status. */
const RPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  413: 3,
  415: 3,
  429: 8,
  503: 14,
};
const UNKNOWN = 2;

/** OTLP over HTTP: traces in protobuf and in JSON. */
export function createOtlpRoutes(intake: SpanIntake): RawRoute[] {
  return [
    {
      method: 'POST',
      path: '/v1/traces',
      access: 'report',
      answer: (request) => takeTraces(intake, request),
      refuse: (error, status, headers) => refuse(error.message, status, headers),
    },
  ];
}

async function takeTraces(intake: SpanIntake, request: RawRequest): Promise<RawAnswer> {
  const isProtobuf = readType(request.headers);
  const body = await readUpload(request.incoming, SPAN_INTAKE_LIMITS);
  const taken = await intake.take(body.length, request.namespace, (findOwner) =>
    spansFromOtlp(decode(body, isProtobuf), findOwner),
  );
  const { rejected, reason } = taken;
  if (isProtobuf) return { status: 200, type: PROTOBUF, body: encodeExportResponse(rejected, reason) };
  return jsonAnswer(
    rejected === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejected), errorMessage: reason } },
  );
}

function readType(headers: IncomingHttpHeaders): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === PROTOBUF || type === 'application/protobuf') return true;
  if (type === 'application/json') return false;
  throw new AppError(
    'unsupported_media_type',
    `Cannot read "${type}": OTLP comes as application/x-protobuf or application/json`,
  );
}

function decode(body: Buffer, isProtobuf: boolean): OtlpResource[] {
  const outcome = readOrReason(() => (isProtobuf ? decodeTraces(body) : readOtlpJson(parseJsonBody(body))));
  if ('read' in outcome) return outcome.read;
  throw new AppError('bad_request', `Cannot read the spans: ${outcome.reason}`);
}

function refuse(message: string, status: number, headers: IncomingHttpHeaders): RawAnswer {
  const code = RPC_CODES[status] ?? UNKNOWN;
  if (headers['content-type']?.includes('json')) return jsonAnswer({ code, message }, status);
  return { status, type: PROTOBUF, body: encodeStatus(code, message) };
}
