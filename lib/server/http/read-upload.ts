import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { AppError } from '../../protocol/app-error';

const UNPACK = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate) } as const;

/** Bounds of a body, as it came and unpacked. */
export interface UploadBounds {
  packedBytes: number;
  unpackedBytes: number;
}

/** Reads and unpacks a body; what would grow beyond the bounds is given up at the bound, not after it. */
export async function readUpload(request: IncomingMessage, bounds: UploadBounds): Promise<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && !(encoding in UNPACK)) {
    throw new AppError(
      'unsupported_media_type',
      `Cannot unpack "${encoding}": send gzip, deflate or nothing`,
    );
  }
  const packed = await collect(request, bounds.packedBytes);
  if (encoding === 'identity') return packed;
  const unpack = UNPACK[encoding as keyof typeof UNPACK];
  try {
    return await unpack(packed, { maxOutputLength: bounds.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(bounds.unpackedBytes);
    throw new AppError('bad_request', `The body is no ${encoding}: ${(error as Error).message}`);
  }
}

async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limit: number): AppError {
  return new AppError('payload_too_large', `The body has more than ${limit} bytes; send smaller batches`);
}
