import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';
import { matchesPattern } from './match-pattern';
import { operationValues } from './operations';

/** RFC 9110 9.1 and RFC 5789. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];

export const unknownMethod: Rule = {
  name: 'security/unknown-method',
  codes: ['KIA0102'],
  severity: 'warning',
  inputs: ['AuthorizationPolicy'],
  why: 'No request has such a method, so the rule never holds.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  check(snapshot, report) {
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      for (const { value, path } of operationValues(resource, 'methods')) {
        if (METHODS.some((method) => matchesPattern(method, value.toUpperCase()))) continue;
        report(resource, {
          path,
          message: `${resource.metadata.name} names the method "${value}", which HTTP does not have`,
          fix: suggestName(path, value.toUpperCase(), METHODS),
        });
      }
    }
  },
};
