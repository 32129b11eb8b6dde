import type { HttpMatch, StringMatch } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';
import { portProblem } from '../values/address';
import { isDnsLabel } from '../values/domain-name';
import { headerTokenProblem, isJwtClaim } from '../values/header';
import { checkLabels } from '../values/labels';
import { checkGatewayNames } from './gateway-names';
import { checkPattern, checkStringMatch } from './string-match';

/** The field rules of the conditions of an HTTP rule. */
export function checkHttpMatch(match: HttpMatch, path: string, report: FieldReport): void {
  checkHeaderMatches(match.headers, `${path}.headers`, report);
  checkHeaderMatches(match.withoutHeaders, `${path}.withoutHeaders`, report, isPresence);
  // Envoy takes an empty prefix for paths: it matches all of them.
  checkPattern(match.uri, `${path}.uri`, report);
  for (const field of ['scheme', 'method', 'authority'] as const)
    checkStringMatch(match[field], `${path}.${field}`, report);
  for (const [name, value] of Object.entries(match.queryParams ?? {})) {
    checkStringMatch(value, `${path}.queryParams["${name}"]`, report);
  }
  if (match.port !== undefined && match.port !== 0)
    report.check('virtual-service/invalid-port', `${path}.port`, portProblem(match.port));
  checkLabels(match.sourceLabels, `${path}.sourceLabels`, report);
  checkGatewayNames(match.gateways, `${path}.gateways`, report);
  const { sourceNamespace = '' } = match;
  if (sourceNamespace !== '' && !isDnsLabel(sourceNamespace)) {
    report.error(
      'virtual-service/invalid-source-namespace',
      `${path}.sourceNamespace`,
      `"${sourceNamespace}" is no name of a namespace`,
    );
  }
}

/** Istio takes `*` for presence here, though it is no pattern. */
const isPresence = ({ regex }: StringMatch): boolean => regex === '*';

function checkHeaderMatches(
  headers: HttpMatch['headers'],
  path: string,
  report: FieldReport,
  isFree: (match: StringMatch) => boolean = () => false,
): void {
  for (const [name, match] of Object.entries(headers ?? {})) {
    const at = `${path}["${name}"]`;
    if (!isJwtClaim(name)) report.check('virtual-service/invalid-header-name', at, headerTokenProblem(name));
    if (!isFree(match)) checkStringMatch(match, at, report);
  }
}
