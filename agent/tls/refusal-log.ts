/** Why a connection was turned away before its first request. */
export type TlsRefusal =
  /** Plain text where only mutual TLS is taken. */
  | 'plain-text'
  /** TLS where none is taken, or before we have a certificate. */
  | 'unexpected-tls'
  | 'handshake'
  | 'handshake-timeout'
  | 'no-certificate'
  | 'untrusted-certificate'
  | 'expired-certificate'
  | 'foreign-trust-domain'
  /** TLS for a name that no server of a gateway has. */
  | 'unknown-server-name'
  /** A server of a gateway without a certificate that can be used. */
  | 'no-credential';

/** One line a reason and client in this time. */
const QUIET_MS = 60_000;
const REMEMBERED = 1_000;

/** Counts connections that were turned away, and says so without letting whoever knocks fill the log. */
export class RefusalLog {
  readonly counts: Record<TlsRefusal, number> = {
    'plain-text': 0,
    'unexpected-tls': 0,
    handshake: 0,
    'handshake-timeout': 0,
    'no-certificate': 0,
    'untrusted-certificate': 0,
    'expired-certificate': 0,
    'foreign-trust-domain': 0,
    'unknown-server-name': 0,
    'no-credential': 0,
  };
  private readonly saidAtMs = new Map<string, number>();
  private readonly log: (message: string) => void;
  private readonly now: () => number;

  constructor(log: (message: string) => void, now: () => number) {
    this.log = log;
    this.now = now;
  }

  note(reason: TlsRefusal, remoteAddress: string, detail = ''): void {
    this.counts[reason]++;
    const key = `${reason} ${remoteAddress}`;
    const nowMs = this.now();
    if (nowMs - (this.saidAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    if (this.saidAtMs.size >= REMEMBERED) this.saidAtMs.clear();
    this.saidAtMs.set(key, nowMs);
    this.log(`refused a connection from ${remoteAddress}: ${reason}${detail === '' ? '' : ` (${detail})`}`);
  }
}
