import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CertificateRequest } from '../../lib/protocol/ingest/agent-message';
import type {
  CertificateMessage,
  CertificateRefusal,
  Welcome,
} from '../../lib/protocol/ingest/console-message';
import { readWorkloadCertificate, type WorkloadCertificate } from './workload-certificate';
import { writeCertificateRequest } from './write-certificate-request';

/** Renewed at half its life, give or take this share of it, so that a mesh started at once does not renew at once. */
const JITTER = 0.1;
/** After a refusal, or without an answer. */
const RETRY_MS = 30_000;

export interface IdentityKeeperOptions {
  now: () => number;
  random: () => number;
  log: (message: string) => void;
}

/** The console's side of the conversation, while there is one. */
interface Counter {
  nonce: string;
  spiffeId: string;
  authority: string;
  send: (request: CertificateRequest) => void;
}

/**
 * Gets the agent its certificate and keeps it fresh. The private key never leaves the process; each certificate has a
 * new one. Without a console the present certificate serves on until it ends.
 */
export class IdentityKeeper {
  refusals = 0;
  renewals = 0;
  lastRefusal: string | undefined;
  private certificate: WorkloadCertificate | undefined;
  private renewAtMs = 0;
  private counter: Counter | undefined;
  private asked: { key: KeyObject; spiffeId: string } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private waiters: (() => void)[] = [];
  private readonly listeners: ((certificate: WorkloadCertificate) => void)[] = [];
  private readonly options: IdentityKeeperOptions;
  /** The console gives no certificates: nobody needs to wait for one. */
  private isVain = false;

  constructor(options: IdentityKeeperOptions) {
    this.options = options;
  }

  /** The certificate to show now; undefined when there is none, or none that still holds. */
  get current(): WorkloadCertificate | undefined {
    const { certificate } = this;
    return certificate !== undefined && certificate.notAfterMs > this.options.now() ? certificate : undefined;
  }

  /** Whether there ever was one: from then on peers expect it. */
  get hasIdentity(): boolean {
    return this.certificate !== undefined;
  }

  onChange(listener: (certificate: WorkloadCertificate) => void): void {
    this.listeners.push(listener);
    if (this.certificate !== undefined) listener(this.certificate);
  }

  /** A connection to the console is up. */
  greet(offer: Welcome['certificates'], send: (request: CertificateRequest) => void): void {
    if (offer === undefined) {
      this.counter = undefined;
      this.isVain = true;
      this.release();
      return;
    }
    this.isVain = false;
    this.counter = { ...offer, send };
    const { certificate } = this;
    const isOther = certificate?.authority !== offer.authority || certificate?.spiffeId !== offer.spiffeId;
    if (isOther || this.options.now() >= this.renewAtMs) this.ask();
    else this.schedule(this.renewAtMs - this.options.now());
  }

  /** The connection is gone, and with it the right to ask. */
  lose(): void {
    this.counter = undefined;
    this.asked = undefined;
  }

  take(message: CertificateMessage): void {
    const { asked, counter } = this;
    this.asked = undefined;
    if (counter !== undefined) counter.nonce = message.nonce;
    if (asked === undefined) return;
    const nowMs = this.options.now();
    const read = readWorkloadCertificate(message, asked.key, asked.spiffeId, nowMs);
    if (typeof read === 'string') {
      this.noteRefusal(`the certificate from the console is of no use: ${read}`);
      return;
    }
    this.certificate = read;
    this.renewals++;
    const halfMs = (read.notAfterMs - nowMs) / 2;
    this.renewAtMs = nowMs + halfMs * (1 - JITTER + 2 * JITTER * this.options.random());
    this.schedule(this.renewAtMs - nowMs);
    for (const listener of this.listeners) listener(read);
    this.release();
  }

  refuse(message: CertificateRefusal): void {
    this.asked = undefined;
    if (this.counter !== undefined) this.counter.nonce = message.nonce;
    this.noteRefusal(`the console gave no certificate: ${message.message}`);
  }

  /** Resolves once there is a certificate or none is to be had, at the latest after `limitMs`. */
  waitForCertificate(limitMs: number): Promise<void> {
    if (this.certificate !== undefined || this.isVain) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.waiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  stop(): void {
    clearTimeout(this.timer);
    this.lose();
  }

  private ask(): void {
    const { counter } = this;
    if (counter === undefined) return;
    const { nonce, send, spiffeId } = counter;
    const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const request = writeCertificateRequest(keys, spiffeId, nonce).toString('base64');
    this.asked = { key: keys.privateKey, spiffeId };
    this.schedule(RETRY_MS * (1 + this.options.random()));
    send({ type: 'certificate-request', request });
  }

  private noteRefusal(reason: string): void {
    this.refusals++;
    this.lastRefusal = reason;
    this.options.log(reason);
    this.schedule(RETRY_MS * (1 + this.options.random()));
    this.release();
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), Math.max(0, afterMs)).unref();
  }

  private release(): void {
    for (const resolve of this.waiters) resolve();
    this.waiters = [];
  }
}
