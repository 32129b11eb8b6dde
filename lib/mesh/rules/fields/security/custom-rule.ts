import type { AuthorizationRule } from '../../../config/kinds/security';
import { each, type FieldReport } from '../field-report';

/** Known only once mutual TLS and tokens have been looked at, which comes after CUSTOM. */
const LATER_SOURCES = [
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
] as const;
const LATER_KEYS = ['source.namespace', 'source.serviceAccount', 'source.principal'];

/** Reports what a rule of action CUSTOM cannot know yet. */
export function checkCustomRule({ from, when }: AuthorizationRule, path: string, report: FieldReport): void {
  const refuse = (place: string, name: string): void =>
    report.error(
      'authorization-policy/unknown-to-custom',
      place,
      `${name} is not known yet when CUSTOM decides; remove it`,
    );
  each(from, `${path}.from`, ({ source }, at) => {
    for (const field of LATER_SOURCES) {
      if ((source?.[field] ?? []).length > 0) refuse(`${at}.source.${field}`, field);
    }
  });
  each(when, `${path}.when`, ({ key = '' }, at) => {
    if (LATER_KEYS.includes(key) || key.startsWith('request.auth.')) refuse(`${at}.key`, key);
  });
}
