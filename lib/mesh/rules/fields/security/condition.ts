import type { AuthorizationCondition } from '../../../config/kinds/security';
import type { FieldReport } from '../field-report';
import { ipBlockProblem } from '../values/address';
import { portTextProblem } from './operation';
import { accountProblem } from './source';

type ValueProblem = (value: string) => string | undefined;

const ANY: ValueProblem = () => undefined;

/** Attributes by their whole name, and what their values look like. */
const ATTRIBUTES: Readonly<Record<string, ValueProblem>> = {
  'source.ip': ipBlockProblem,
  'remote.ip': ipBlockProblem,
  'destination.ip': ipBlockProblem,
  'destination.port': portTextProblem,
  'source.namespace': ANY,
  'source.principal': ANY,
  'source.serviceAccount': accountProblem,
  'source.trustDomain': ANY,
  'request.auth.principal': ANY,
  'request.auth.audiences': ANY,
  'request.auth.presenter': ANY,
  'connection.sni': ANY,
};

/** Attributes that name a part in brackets. */
const KEYED = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

const REPLACED: Readonly<Record<string, string>> = {
  'destination.namespace': 'the namespace of the policy decides',
  'destination.name': 'use a selector',
  'destination.user': 'use a selector',
};

/** The field rules of a condition on an attribute. */
export function checkCondition(
  { key = '', values = [], notValues = [] }: AuthorizationCondition,
  path: string,
  report: FieldReport,
): void {
  if (key === '') {
    report.error(
      'authorization-policy/no-key',
      `${path}.key`,
      'The condition must say in key what it looks at',
    );
    return;
  }
  if (values.length + notValues.length === 0) {
    report.error('authorization-policy/no-values', path, `The condition on ${key} needs values or notValues`);
    return;
  }
  report.check('authorization-policy/unknown-attribute', `${path}.key`, keyProblem(key));
  const valueProblem = ATTRIBUTES[key] ?? ANY;
  for (const [field, list] of [
    ['values', values],
    ['notValues', notValues],
  ] as const) {
    for (const [index, value] of list.entries()) {
      if (value === undefined) continue;
      const problem = value === '' ? 'The value is empty' : valueProblem(value);
      report.check('authorization-policy/invalid-value', `${path}.${field}[${index}]`, problem);
    }
  }
}

function keyProblem(key: string): string | undefined {
  if (Object.hasOwn(ATTRIBUTES, key)) return undefined;
  if (KEYED.some((prefix) => key.startsWith(prefix))) {
    return /^[^[]+\[.+\]$/.test(key)
      ? undefined
      : `"${key}" needs a name in brackets, as in request.headers[x-token]`;
  }
  const instead = key.startsWith('destination.labels') ? 'use a selector' : REPLACED[key];
  return instead === undefined
    ? `"${key}" is no attribute of a request`
    : `"${key}" is no longer looked at: ${instead}`;
}
