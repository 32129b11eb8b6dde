import { readOrReason } from '../../mesh/trace/malformed';
import type { Span } from '../../mesh/trace/span';
import type { FindOwner } from '../../mesh/trace/span-owner';
import { readZipkinJson } from '../../mesh/trace/zipkin/read-zipkin-json';
import { readZipkinV1Json } from '../../mesh/trace/zipkin/read-zipkin-v1-json';
import { AppError } from '../../protocol/app-error';
import { parseJsonBody } from '../http/parse-json-body';
import type { RawAnswer, RawRequest, RawRoute } from '../http/raw-route';
import { readUpload } from '../http/read-upload';
import { SPAN_INTAKE_LIMITS } from '../span-intake/intake-limits';
import type { SpanIntake } from '../span-intake/span-intake';
import { decodeZipkinSpans } from './decode-zipkin-spans';

type Read = (message: unknown, findOwner: FindOwner) => Span[];

const PROTOBUF = /^application\/(?:x-)?protobuf\b/i;

/** Where Zipkin's libraries send spans to. */
export function createZipkinRoutes(intake: SpanIntake): RawRoute[] {
  const route = (path: string, read: Read): RawRoute => ({
    method: 'POST',
    path,
    access: 'report',
    answer: (request) => takeSpans(intake, read, request),
    refuse: ({ message }, status) => ({ status, type: 'text/plain; charset=utf-8', body: message }),
  });
  return [
    route('/api/v2/spans', readZipkinJson),
    route('/zipkin/api/v2/spans', readZipkinJson),
    route('/api/v1/spans', readZipkinV1Json),
    route('/zipkin/api/v1/spans', readZipkinV1Json),
  ];
}

async function takeSpans(intake: SpanIntake, read: Read, request: RawRequest): Promise<RawAnswer> {
  const { incoming, headers, namespace } = request;
  const type = headers['content-type'] ?? '';
  // Only version 2 has a form in protobuf.
  const isProtobuf = PROTOBUF.test(type) && read === readZipkinJson;
  if (!isProtobuf && !/^application\/json\b/i.test(type)) {
    throw new AppError(
      'unsupported_media_type',
      `Cannot read "${type}": Zipkin's spans come as application/json here, those of version 2 as application/x-protobuf too`,
    );
  }
  const body = await readUpload(incoming, SPAN_INTAKE_LIMITS);
  const { stored, rejected, reason } = await intake.take(body.length, namespace, (findOwner) => {
    const outcome = readOrReason(() =>
      read(isProtobuf ? decodeZipkinSpans(body) : parseJsonBody(body), findOwner),
    );
    if ('read' in outcome) return outcome.read;
    throw new AppError('bad_request', `Cannot read the spans: ${outcome.reason}`);
  });
  if (stored === 0 && rejected > 0) throw new AppError('bad_request', `Cannot take the spans: ${reason}`);
  // Zipkin's answer has no place for a part that was refused; a header does no harm to those who do not know it.
  return {
    status: 202,
    type: 'text/plain; charset=utf-8',
    body: '',
    ...(rejected === 0 ? {} : { headers: { 'X-Rejected-Spans': String(rejected) } }),
  };
}
