import type { AuthorizationOperation } from '../../../config/kinds/security';
import { each, type FieldReport } from '../field-report';

const FIELDS = [
  'hosts',
  'notHosts',
  'ports',
  'notPorts',
  'methods',
  'notMethods',
  'paths',
  'notPaths',
] as const;

/** The field rules of conditions on the request. */
export function checkOperation(operation: AuthorizationOperation, path: string, report: FieldReport): void {
  if (!FIELDS.some((field) => (operation[field] ?? []).length > 0)) {
    report.error(
      'authorization-policy/empty-part',
      path,
      'The operation is empty; remove "to" to match every request',
    );
  }
  for (const field of FIELDS) {
    each(operation[field], `${path}.${field}`, (text, at) => {
      if (text === '') report.error('authorization-policy/empty-value', at, `A value of ${field} is empty`);
    });
  }
  for (const field of ['ports', 'notPorts'] as const) {
    each(operation[field], `${path}.${field}`, (port, at) =>
      report.check('authorization-policy/invalid-port', at, portTextProblem(port)),
    );
  }
  for (const field of ['paths', 'notPaths'] as const) {
    each(operation[field], `${path}.${field}`, (template, at) =>
      report.check('authorization-policy/invalid-path-template', at, templateProblem(template)),
    );
  }
}

/** What keeps a text from being a port: unlike elsewhere, 0 is one. */
export function portTextProblem(port: string): string | undefined {
  return /^\d{1,10}$/.test(port) && Number(port) <= 65_535 ? undefined : `"${port}" is no port number`;
}

/** {*} and {**} fill a whole segment, {**} is the last of them, and no other wildcard or brace stands beside them. */
function templateProblem(path: string): string | undefined {
  const isTemplate = path.includes('{*}') || path.includes('{**}');
  let isEnded = false;
  for (const segment of path.replaceAll(/^\/+|\/+$/g, '').split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (isEnded) return `"${path}" goes on with wildcards after {**}, which takes all the rest`;
      isEnded = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      return `"${path}" has braces that are neither {*} nor {**} as a whole segment`;
    } else if (isTemplate && segment.includes('*')) {
      return `"${path}" mixes {*} or {**} with other wildcards; use only these`;
    }
  }
  return undefined;
}
