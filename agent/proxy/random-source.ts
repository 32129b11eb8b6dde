import { randomFillSync } from 'node:crypto';

export interface RandomSource {
  /** In [0, 1). */
  fraction(): number;
  /** Sixteen lower-case hex digits, never all zero. */
  spanId(): string;
  /** Thirty-two lower-case hex digits, never all zero. */
  traceId(): string;
  /** A version 4 UUID. */
  uuid(): string;
}

const POOL_BYTES = 16 * 1024;
const DIGITS = '0123456789abcdef';
/** Where each byte's two digits stand in `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Cryptographic bytes, drawn a pool at a time: an id costs a hex conversion, not a system call. */
export function createRandomSource(): RandomSource {
  const pool = Buffer.alloc(POOL_BYTES);
  const text = Buffer.from('00000000-0000-4000-8000-000000000000');
  let used = POOL_BYTES;
  const take = (bytes: number): number => {
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += bytes;
    return used - bytes;
  };
  const hex = (bytes: number): string => {
    const at = take(bytes);
    pool[at] = (pool[at] as number) | 1;
    return pool.toString('hex', at, at + bytes);
  };
  return {
    fraction: () => pool.readUInt32LE(take(4)) / 2 ** 32,
    spanId: () => hex(8),
    traceId: () => hex(16),
    uuid: () => {
      const at = take(16);
      pool[at + 6] = ((pool[at + 6] as number) & 0x0f) | 0x40;
      pool[at + 8] = ((pool[at + 8] as number) & 0x3f) | 0x80;
      for (let i = 0; i < 16; i++) {
        const byte = pool[at + i] as number;
        text[PLACES[i] as number] = DIGITS.charCodeAt(byte >> 4);
        text[(PLACES[i] as number) + 1] = DIGITS.charCodeAt(byte & 15);
      }
      return text.toString('latin1');
    },
  };
}
