import { bytesField, varint } from './proto-writer';

/** ExportTraceServiceResponse in protobuf; empty when everything was taken. */
export function encodeExportResponse(rejected: number, message: string): Buffer {
  if (rejected === 0) return Buffer.alloc(0);
  const partial = Buffer.concat([Buffer.from([0x08]), varint(rejected), bytesField(2, Buffer.from(message))]);
  return bytesField(1, partial);
}

/** google.rpc.Status in protobuf, the body of every OTLP error; with `retrySeconds` it says when to come again. */
export function encodeStatus(code: number, message: string, retrySeconds?: number): Buffer {
  const details = retrySeconds === undefined ? Buffer.alloc(0) : bytesField(3, encodeRetryInfo(retrySeconds));
  return Buffer.concat([Buffer.from([0x08]), varint(code), bytesField(2, Buffer.from(message)), details]);
}

/** google.rpc.RetryInfo within google.protobuf.Any. */
function encodeRetryInfo(seconds: number): Buffer {
  const duration = Buffer.concat([Buffer.from([0x08]), varint(seconds)]);
  return Buffer.concat([
    bytesField(1, Buffer.from('type.googleapis.com/google.rpc.RetryInfo')),
    bytesField(2, bytesField(1, duration)),
  ]);
}
