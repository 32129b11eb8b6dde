import type { ClientTls } from '../../../config/kinds/destination-rule';
import type { FieldReport } from '../field-report';

/** The field rules of TLS towards a service. */
export function checkClientTls(
  tls: ClientTls | undefined,
  path: string,
  namespace: string,
  report: FieldReport,
): void {
  if (tls === undefined) return;
  const { mode = 'DISABLE', credentialName = '', caCertificates = '', subjectAltNames } = tls;
  const isOwn = mode === 'SIMPLE' || mode === 'MUTUAL';
  checkConfigMap(credentialName, `${path}.credentialName`, namespace, report);
  if (tls.insecureSkipVerify === true && isOwn) {
    const verifies =
      caCertificates !== '' || subjectAltNames !== undefined || (mode === 'SIMPLE' && credentialName !== '');
    if (verifies)
      report.error(
        'destination-rule/skip-verify-and-verify',
        `${path}.insecureSkipVerify`,
        'insecureSkipVerify trusts any certificate, but others of these settings verify it; remove one or the other',
      );
  }
  if (isOwn && credentialName !== '') {
    const others = (['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'] as const).filter(
      (field) => (tls[field] ?? '') !== '',
    );
    if (others.length > 0)
      report.error(
        'destination-rule/credential-and-files',
        `${path}.${others[0]}`,
        `credentialName brings certificates and keys; remove ${others.join(', ')}`,
      );
    return;
  }
  if (mode !== 'MUTUAL') return;
  for (const [field, name] of [
    ['clientCertificate', 'a client certificate'],
    ['privateKey', 'a private key'],
  ] as const) {
    if ((tls[field] ?? '') === '')
      report.error(
        'destination-rule/incomplete-mutual-tls',
        `${path}.${field}`,
        `MUTUAL needs ${name}: set ${field} or credentialName`,
      );
  }
}

function checkConfigMap(name: string, path: string, namespace: string, report: FieldReport): void {
  const rest = /^configmap:\/\/(.*)$/.exec(name)?.[1];
  if (rest === undefined) return;
  const [owner = '', ...own] = rest.split('/');
  const inside = own.length === 0 ? '' : owner;
  if (own.length !== 1 || own[0] === '')
    report.error(
      'destination-rule/invalid-configmap',
      path,
      `"${name}" does not have the form configmap://NAMESPACE/NAME`,
    );
  else if (inside !== namespace || namespace === '') {
    report.error(
      'destination-rule/invalid-configmap',
      path,
      `The ConfigMap must be in the namespace of the rule, "${namespace}"`,
    );
  }
}
