import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { ExchangeRecord } from './exchange-record';
import { type AccessLogFormat, formatAccessLog } from './format-access-log';
import { TELEMETRY_LIMITS } from './telemetry-limits';

/** Writes the access log as Envoy would, to a file or to the standard output; a slow disk costs lines, never requests. */
export class AccessLogFile {
  /** Lines that found no room. */
  dropped = 0;
  private readonly format: AccessLogFormat;
  private readonly stream: Writable;
  private readonly isOwn: boolean;

  /** `/dev/stdout` and `-` mean the standard output. */
  constructor(path: string, format: AccessLogFormat, onError: (message: string) => void) {
    this.format = format;
    this.isOwn = path !== '-' && path !== '/dev/stdout';
    this.stream = this.isOwn ? createWriteStream(path, { flags: 'a', mode: 0o640 }) : process.stdout;
    this.stream.on('error', (error) => onError(`cannot write the access log ${path}: ${error.message}`));
  }

  write(exchange: ExchangeRecord): void {
    if (this.stream.destroyed || this.stream.writableLength > TELEMETRY_LIMITS.logFileBytes) this.dropped++;
    else this.stream.write(formatAccessLog(exchange, this.format));
  }

  close(): Promise<void> {
    if (!this.isOwn || this.stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => this.stream.end(resolve));
  }
}
