import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../protocol/app-error';
import { jsonAnswer, type RawAnswer, type RawRequest, type RawRoute } from '../http/raw-route';
import { readUpload } from '../http/read-upload';
import { SPAN_INTAKE_LIMITS } from '../span-intake/intake-limits';
import type { SpanIntake } from '../span-intake/span-intake';
import { encodeExportResponse, encodeStatus } from './encode-answer';
import { OTLP_SIGNALS, type OtlpSignal } from './otlp-signal';
import { rpcCodeOf } from './rpc-code';

const PROTOBUF = 'application/x-protobuf';

/** OTLP over HTTP: traces and logs in protobuf and in JSON. */
export function createOtlpRoutes(intake: SpanIntake): RawRoute[] {
  return OTLP_SIGNALS.map((signal) => ({
    method: 'POST',
    path: signal.path,
    access: 'report',
    answer: (request) => takeMessage(intake, signal, request),
    refuse: (error, status, headers) => refuse(error.message, status, headers),
  }));
}

async function takeMessage(intake: SpanIntake, signal: OtlpSignal, request: RawRequest): Promise<RawAnswer> {
  const isProtobuf = readType(request.headers);
  const body = await readUpload(request.incoming, SPAN_INTAKE_LIMITS);
  const { rejected, reason } = await signal.take(intake, body, isProtobuf, request.namespace);
  if (isProtobuf) return { status: 200, type: PROTOBUF, body: encodeExportResponse(rejected, reason) };
  return jsonAnswer(
    rejected === 0
      ? {}
      : { partialSuccess: { [signal.rejectedField]: String(rejected), errorMessage: reason } },
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

function refuse(message: string, status: number, headers: IncomingHttpHeaders): RawAnswer {
  const code = rpcCodeOf(status);
  if (headers['content-type']?.includes('json')) return jsonAnswer({ code, message }, status);
  return { status, type: PROTOBUF, body: encodeStatus(code, message) };
}
