import type { AuthorizationPolicySpec, AuthorizationRule } from '../../../config/kinds/security';
import { each, type FieldReport } from '../field-report';
import { checkPolicyTargets } from '../values/targets';
import { checkCondition } from './condition';
import { checkCustomRule } from './custom-rule';
import { checkOperation } from './operation';
import { checkSource } from './source';

/** The field rules of an AuthorizationPolicy. */
export function checkAuthorizationPolicy(spec: AuthorizationPolicySpec, report: FieldReport): void {
  const { action = 'ALLOW', rules, provider } = spec;
  checkPolicyTargets(spec, report);
  if ((action === 'CUSTOM' || action === 'DENY') && (rules ?? []).length === 0) {
    report.error(
      'authorization-policy/never-matches',
      'spec.rules',
      `${action} without rules matches nothing; write "rules: [{}]" to match every request`,
    );
  }
  if (action === 'CUSTOM' && (rules ?? []).length > 0 && (provider?.name ?? '') === '') {
    report.error(
      'authorization-policy/no-provider',
      'spec.provider.name',
      'CUSTOM needs to know who decides: set provider.name',
    );
  }
  if (action !== 'CUSTOM' && provider !== undefined) {
    report.error(
      'authorization-policy/provider-without-custom',
      'spec.provider',
      `${action} decides by itself; provider goes with CUSTOM only`,
    );
  }
  each(rules, 'spec.rules', (rule, path) => {
    if (action === 'CUSTOM') checkCustomRule(rule, path, report);
    checkRule(rule, path, report);
    if (action === 'DENY' && deniesTcp(rule)) {
      report.warn(
        'authorization-policy/denies-tcp',
        path,
        'TCP has none of the attributes this rule looks at, so all TCP connections are denied; name the ports it is meant for',
      );
    }
  });
}

function checkRule({ from, to, when }: AuthorizationRule, path: string, report: FieldReport): void {
  for (const [name, list] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (list !== undefined && list.length === 0)
      report.error(
        'authorization-policy/empty-part',
        `${path}.${name}`,
        `${name} is empty, so it matches nothing; remove it to match everything`,
      );
  }
  each(from, `${path}.from`, ({ source }, at) => {
    if (source === undefined)
      report.error('authorization-policy/empty-part', at, 'An entry of from needs a source');
    else checkSource(source, `${at}.source`, report);
  });
  each(to, `${path}.to`, ({ operation }, at) => {
    if (operation === undefined)
      report.error('authorization-policy/empty-part', at, 'An entry of to needs an operation');
    else checkOperation(operation, `${at}.operation`, report);
  });
  each(when, `${path}.when`, (condition, at) => checkCondition(condition, at, report));
}

/** Attributes of HTTP are absent from TCP, and a DENY rule takes what is absent for a match. */
function deniesTcp({ from = [], to = [] }: AuthorizationRule): boolean {
  const sources = from.flatMap((item) => (item?.source === undefined ? [] : [item.source]));
  const operations = to.flatMap((item) => (item?.operation === undefined ? [] : [item.operation]));
  const knowsCaller = sources.some((source) =>
    Object.keys(source).some((field) => field !== 'requestPrincipals' && field !== 'notRequestPrincipals'),
  );
  const knowsPort = operations.some(({ ports, notPorts }) => ports !== undefined || notPorts !== undefined);
  return (
    (sources.length > 0 && operations.length === 0 && !knowsCaller) || (operations.length > 0 && !knowsPort)
  );
}
