import type { HeaderOperations, HttpRoute } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import { headerValueProblem, isAuthority, plainHeaderProblem, requestHeaderProblem } from '../values/header';

type NameProblem = (name: string) => string | undefined;

/** The field rules of header changes. */
export function checkHeaders(headers: HttpRoute['headers'], path: string, report: FieldReport): void {
  checkOperations(headers?.request, `${path}.request`, requestHeaderProblem, report);
  checkOperations(headers?.response, `${path}.response`, plainHeaderProblem, report);
}

function checkOperations(
  operations: HeaderOperations | undefined,
  path: string,
  nameProblem: NameProblem,
  report: FieldReport,
): void {
  for (const verb of ['add', 'set'] as const) {
    for (const [name, value] of Object.entries(operations?.[verb] ?? {})) {
      const at = `${path}.${verb}["${name}"]`;
      report.check('virtual-service/invalid-header-name', at, nameProblem(name));
      report.check('virtual-service/invalid-header-value', at, headerValueProblem(value));
    }
  }
  each(operations?.remove, `${path}.remove`, (name, at) =>
    report.check('virtual-service/invalid-header-name', at, plainHeaderProblem(name)),
  );
}

/** The host can be rewritten in one place only. */
export function checkAuthorityOnce(route: HttpRoute, path: string, report: FieldReport): void {
  const { set = {}, add = {} } = route.headers?.request ?? {};
  const places = [
    ...((route.rewrite?.authority ?? '') === '' ? [] : [`${path}.rewrite.authority`]),
    ...Object.keys(set)
      .filter(isAuthority)
      .map((name) => `${path}.headers.request.set["${name}"]`),
    ...Object.keys(add)
      .filter(isAuthority)
      .map((name) => `${path}.headers.request.add["${name}"]`),
  ];
  const [, second] = places;
  if (second !== undefined) {
    report.error(
      'virtual-service/authority-set-twice',
      second,
      `The host is already set at ${places[0]}; set it once`,
    );
  }
}
