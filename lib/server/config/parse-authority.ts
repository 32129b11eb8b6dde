import { resolve } from 'node:path';
import { AppError } from '../../protocol/app-error';
import type { ConsoleOptions } from './console-options';
import { badOption, parseSecret } from './parse-option';
import type { RawOption, RawOptions } from './raw-options';

const DEFAULT_TRUST_DOMAIN = 'cluster.local';
/** SPIFFE: lower case letters, digits, dots, dashes and underscores. */
const TRUST_DOMAIN = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/;

export function parseTrustDomain(option: RawOption | undefined): string {
  if (option === undefined) return DEFAULT_TRUST_DOMAIN;
  if (TRUST_DOMAIN.test(option.text)) return option.text;
  throw badOption(option, 'a name of lower-case letters, digits, dots and dashes');
}

/** Where the certificate authority comes from; a certificate and its key come together. */
export function parseAuthority(raw: RawOptions): ConsoleOptions['authority'] {
  const file = (name: 'ca-cert' | 'ca-key' | 'ca-root'): string | undefined => {
    const option = raw.get(name);
    return option === undefined ? undefined : resolve(option.text);
  };
  const authority = {
    certificateFile: file('ca-cert'),
    keyFile: file('ca-key'),
    rootFile: file('ca-root'),
    secret: parseSecret(raw.get('ca-secret'), 16),
  };
  const { certificateFile, keyFile, rootFile, secret } = authority;
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new AppError('bad_request', '--ca-cert and --ca-key must be given together');
  }
  if (certificateFile === undefined && rootFile !== undefined) {
    throw new AppError('bad_request', '--ca-root needs --ca-cert and --ca-key');
  }
  if (certificateFile !== undefined && secret !== undefined) {
    throw new AppError(
      'bad_request',
      '--ca-secret is for the root that the console makes, not for --ca-cert',
    );
  }
  return authority;
}
