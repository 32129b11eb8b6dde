import type { AuthorizationSource } from '../../../config/kinds/security';
import { each, type FieldReport } from '../field-report';
import { ipBlockProblem } from '../values/address';

const BLOCKS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;
const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'] as const;
const IDENTITIES = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;
const TEXTS = [
  ...IDENTITIES,
  'requestPrincipals',
  'notRequestPrincipals',
  'trustDomains',
  'notTrustDomains',
] as const;

/** The field rules of conditions on the caller. */
export function checkSource(source: AuthorizationSource, path: string, report: FieldReport): void {
  const isSet = (field: keyof AuthorizationSource): boolean => (source[field] ?? []).length > 0;
  if (![...BLOCKS, ...ACCOUNTS, ...TEXTS].some(isSet)) {
    report.error(
      'authorization-policy/empty-part',
      path,
      'The source is empty; remove "from" to match every caller',
    );
  }
  if (ACCOUNTS.some(isSet) && IDENTITIES.some(isSet)) {
    const account = ACCOUNTS.find(isSet) ?? 'serviceAccounts';
    report.error(
      'authorization-policy/accounts-and-identities',
      `${path}.${account}`,
      'Service accounts say who the caller is, so principals and namespaces cannot stand beside them; use two sources',
    );
  }
  for (const field of BLOCKS) {
    each(source[field], `${path}.${field}`, (block, at) =>
      report.check('authorization-policy/invalid-address', at, ipBlockProblem(block)),
    );
  }
  for (const field of TEXTS) {
    each(source[field], `${path}.${field}`, (text, at) => {
      if (text === '') report.error('authorization-policy/empty-value', at, `A value of ${field} is empty`);
    });
  }
  for (const field of ACCOUNTS) {
    each(source[field], `${path}.${field}`, (account, at) =>
      report.check('authorization-policy/invalid-account', at, accountProblem(account)),
    );
  }
}

/** What keeps a text from naming a service account. */
export function accountProblem(account: string): string | undefined {
  if (account.includes('*')) return `"${account}" has a wildcard; a service account is named in full`;
  const parts = account.split('/');
  if (parts.length > 2 || parts.includes(''))
    return `"${account}" is no service account: write ACCOUNT or NAMESPACE/ACCOUNT`;
  return account.length > 320 ? 'A service account has at most 320 characters' : undefined;
}
