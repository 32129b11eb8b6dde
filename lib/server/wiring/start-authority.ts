import { CertificateAuthority } from '../ca/certificate-authority';
import { loadAuthority } from '../ca/load-authority';
import type { ConsoleOptions } from '../config/console-options';
import type { Store } from '../store/store';
import { log } from './log';

const WARN_BEFORE_MS = 30 * 24 * 3_600_000;

/** The certificate authority: given, kept, or made at the first start. */
export async function startAuthority(store: Store, options: ConsoleOptions): Promise<CertificateAuthority> {
  const { dataDir, trustDomain, authority } = options;
  const nowMs = Date.now();
  const material = await loadAuthority({ dataDir, trustDomain, ...authority }, store.settings, nowMs);
  const started = new CertificateAuthority(material, trustDomain);
  if (started.endsAtMs - nowMs < WARN_BEFORE_MS) {
    log(
      `the certificate authority ends on ${new Date(started.endsAtMs).toISOString()}: give a new one in time`,
    );
  }
  return started;
}
