import type { CorsPolicy } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import { secondsProblem } from '../values/duration-value';
import { headerTokenProblem } from '../values/header';
import { checkPattern } from './string-match';

const METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
]);

/** The field rules of a policy for calls from other origins. */
export function checkCorsPolicy(policy: CorsPolicy | undefined, path: string, report: FieldReport): void {
  each(policy?.allowOrigins, `${path}.allowOrigins`, (origin, at) => {
    const text = origin.exact ?? origin.prefix ?? origin.regex ?? '';
    if (text === '')
      report.error(
        'virtual-service/empty-origin',
        at,
        'The origin is empty; name it by exact, prefix or regex',
      );
    else checkPattern(origin, at, report);
  });
  each(policy?.allowMethods, `${path}.allowMethods`, (method, at) => {
    if (!METHODS.has(method))
      report.error(
        'virtual-service/unknown-method',
        at,
        `"${method}" is no HTTP method; methods are written in capitals`,
      );
  });
  for (const field of ['allowHeaders', 'exposeHeaders'] as const) {
    each(policy?.[field], `${path}.${field}`, (name, at) => {
      if (name !== '*') report.check('virtual-service/invalid-header-name', at, headerTokenProblem(name));
    });
  }
  report.check('virtual-service/invalid-max-age', `${path}.maxAge`, secondsProblem(policy?.maxAge));
}
