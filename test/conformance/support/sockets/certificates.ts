import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its key; PEM. */
export interface Pair {
  cert: string;
  key: string;
}

/** Certificates of an authority of its own, for the names that cases expect. */
export interface Certificates {
  ca: string;
  /** What Gateways show. */
  server: Pair;
  /** What backends show. */
  backend: Pair;
  /** What callers show, by the Secret a case names. */
  clients: ReadonlyMap<string, Pair>;
  /** Signed by nobody of these. */
  otherCa: string;
}

const SERVER_NAMES = [
  'DNS:example.org',
  'DNS:second-example.org',
  'DNS:*.example.org',
  'DNS:*.wildcard.org',
  'DNS:tls.example.com',
  'DNS:*.example.com',
];
const BACKEND_NAMES = ['DNS:abc.example.com', 'URI:spiffe://abc.example.com/test-identity'];

/** Makes them with openssl, in a folder that is gone again when this returns. */
export function createCertificates(): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'meshscope-cases-'));
  try {
    const openssl = (...args: string[]): void => {
      execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
    };
    const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const createCa = (name: string): string => {
      openssl(
        'req',
        '-x509',
        ...key,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.crt`,
        '-subj',
        `/CN=${name}`,
      );
      return read(`${name}.crt`);
    };
    const issue = (name: string, names: readonly string[], ca: string): Pair => {
      const signed = ['-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-subj', `/CN=${name}`];
      const extra = ['-addext', `subjectAltName=${names.join(',')}`, '-addext', 'basicConstraints=CA:FALSE'];
      openssl('req', '-x509', ...key, ...signed, ...extra, '-keyout', `${name}.key`, '-out', `${name}.crt`);
      return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
    };
    const ca = createCa('ca');
    const otherCa = createCa('other');
    return {
      ca,
      otherCa,
      server: issue('server', SERVER_NAMES, 'ca'),
      backend: issue('backend', BACKEND_NAMES, 'ca'),
      clients: new Map([
        ['tls-validity-checks-client-certificate', issue('client', ['DNS:client'], 'ca')],
        ['tls-validity-checks-per-port-client-certificate', issue('per-port', ['DNS:client'], 'other')],
      ]),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
