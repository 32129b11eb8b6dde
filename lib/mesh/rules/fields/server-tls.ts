import type { ServerTls } from '../../config/kinds/gateway';
import { each, type FieldReport } from './field-report';

const CIPHERS = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

/** The field rules of TLS towards callers. */
export function checkServerTls(tls: ServerTls | undefined, path: string, report: FieldReport): void {
  if (tls === undefined) return;
  checkCiphers(tls, path, report);
  const { mode = 'PASSTHROUGH' } = tls;
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of settingsOf(tls, [...FILES, 'tlsCertificates', ...CREDENTIALS])) {
      report.error(
        'gateway/certificates-of-the-mesh',
        `${path}.${field}`,
        `ISTIO_MUTUAL uses the certificates of the mesh; remove ${field}`,
      );
    }
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    const [first] = settingsOf(tls, ['caCrl', ...FILES, 'tlsCertificates', ...CREDENTIALS]);
    if (first !== undefined)
      report.warn(
        'gateway/unused-certificates',
        `${path}.${first}`,
        `${mode} does not end TLS here, so ${first} is not used`,
      );
  }
  checkOneSource(tls, path, report);
  const ends = mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  if (ends && settingsOf(tls, CREDENTIALS).length > 0) return;
  if (ends) checkCertificates(tls, mode, path, report);
  checkRevocations(tls, path, report);
}

const FILES = ['serverCertificate', 'privateKey', 'caCertificates'] as const;
const CREDENTIALS = ['credentialName', 'credentialNames'] as const;

/** The fields among `names` that say something. */
function settingsOf<Name extends keyof ServerTls>(tls: ServerTls, names: readonly Name[]): Name[] {
  return names.filter((name) => {
    const value: unknown = tls[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
  });
}

function checkCiphers(tls: ServerTls, path: string, report: FieldReport): void {
  const { minProtocolVersion = '', cipherSuites = [] } = tls;
  if (['TLSV1_0', 'TLSV1_1'].includes(minProtocolVersion) && cipherSuites.length === 0) {
    report.warn(
      'gateway/old-tls-without-ciphers',
      `${path}.minProtocolVersion`,
      'The default ciphers do not work with TLS before 1.2; name cipherSuites that do',
    );
  }
  const seen = new Set<string>();
  each(cipherSuites, `${path}.cipherSuites`, (cipher, at) => {
    if (!isCipher(cipher))
      report.warn('gateway/unknown-cipher', at, `"${cipher}" is no cipher a proxy knows; it is not used`);
    else if (seen.has(cipher)) report.warn('gateway/duplicate-cipher', at, `"${cipher}" is there twice`);
    seen.add(cipher);
  });
}

/** Texts that begin with an operator (`-`, `+`, `!`) are rules of OpenSSL, which are passed on as they are. */
function isCipher(text: string): boolean {
  return text === '' || text === 'ALL' || /^[^\p{L}\p{N}]/u.test(text) || CIPHERS.has(text);
}

function checkOneSource(tls: ServerTls, path: string, report: FieldReport): void {
  const files =
    settingsOf(tls, ['serverCertificate', 'privateKey']).length === 2 ? ['serverCertificate'] : [];
  const sources = [...files, ...settingsOf(tls, [...CREDENTIALS, 'tlsCertificates'])];
  if (sources.length > 1) {
    report.error(
      'gateway/several-certificate-sources',
      `${path}.${sources[1]}`,
      `The certificate comes from ${sources.join(' and ')}; choose one`,
    );
  }
}

function checkCertificates(tls: ServerTls, mode: string, path: string, report: FieldReport): void {
  const { tlsCertificates = [], caCertificates = '' } = tls;
  if (mode !== 'SIMPLE' && caCertificates === '') {
    report.error(
      'gateway/no-client-authorities',
      `${path}.caCertificates`,
      `${mode} verifies callers, so it needs caCertificates`,
    );
  }
  if (tlsCertificates.length > 2) {
    report.warn(
      'gateway/many-certificates',
      `${path}.tlsCertificates`,
      'A proxy uses two certificates at most, one for each kind of key',
    );
  }
  if (tlsCertificates.length === 0) checkPair(tls, mode, path, report);
  else each(tlsCertificates, `${path}.tlsCertificates`, (pair, at) => checkPair(pair, mode, at, report));
}

function checkPair(
  pair: Pick<ServerTls, 'serverCertificate' | 'privateKey'>,
  mode: string,
  path: string,
  report: FieldReport,
): void {
  for (const [field, name] of [
    ['serverCertificate', 'a certificate'],
    ['privateKey', 'a private key'],
  ] as const) {
    if ((pair[field] ?? '') === '') {
      report.error(
        'gateway/incomplete-certificate',
        `${path}.${field}`,
        `${mode} needs ${name}: set ${field} or credentialName`,
      );
    }
  }
}

function checkRevocations(tls: ServerTls, path: string, report: FieldReport): void {
  if ((tls.caCrl ?? '') === '') return;
  if ((tls.credentialName ?? '') !== '')
    report.error(
      'gateway/revocations-of-credential',
      `${path}.caCrl`,
      'With credentialName the revoked certificates belong into the secret',
    );
  if (tls.mode === 'SIMPLE')
    report.error(
      'gateway/revocations-without-clients',
      `${path}.caCrl`,
      'SIMPLE does not verify callers, so revoked certificates mean nothing',
    );
}
