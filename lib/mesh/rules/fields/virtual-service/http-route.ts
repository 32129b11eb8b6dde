import type { HttpRoute } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';
import { checkCorsPolicy } from './cors-policy';
import { checkDestination, checkWeights } from './destination';
import { checkDirectResponse } from './direct-response';
import { checkFault } from './fault';
import { checkAuthorityOnce, checkHeaders } from './headers';
import { checkHttpMatch } from './http-match';
import { checkRedirect } from './redirect';
import { checkRetries } from './retries';
import { checkRewrite } from './rewrite';

/** The field rules of one HTTP rule of a VirtualService. */
export function checkHttpRoute(
  route: HttpRoute,
  path: string,
  { isDelegate }: { isDelegate: boolean },
  report: FieldReport,
): void {
  checkActions(route, path, isDelegate, report);
  each(route.match, `${path}.match`, (match, at) => checkHttpMatch(match, at, report));
  checkHeaders(route.headers, `${path}.headers`, report);
  checkCorsPolicy(route.corsPolicy, `${path}.corsPolicy`, report);
  checkFault(route.fault, `${path}.fault`, report);
  checkMirrors(route, path, report);
  checkRedirect(route, path, report);
  checkDirectResponse(route.directResponse, `${path}.directResponse`, report);
  checkRetries(route.retries, `${path}.retries`, report);
  checkRewrite(route.rewrite, `${path}.rewrite`, report);
  checkAuthorityOnce(route, path, report);
  checkWeights(route.route, `${path}.route`, report);
  each(route.route, `${path}.route`, ({ headers }, at) => checkHeaders(headers, `${at}.headers`, report));
  report.check('virtual-service/invalid-timeout', `${path}.timeout`, durationProblem(route.timeout));
}

const RULE = 'virtual-service/conflicting-actions';

/** A rule does one thing: hand over, redirect, answer, or send on. */
function checkActions(route: HttpRoute, path: string, isDelegate: boolean, report: FieldReport): void {
  if (route.delegate !== undefined && !isDelegate) {
    for (const field of ['redirect', 'route'] as const) {
      if (route[field] !== undefined)
        report.error(
          RULE,
          `${path}.${field}`,
          `The rule hands over to another VirtualService, so it takes no ${field}`,
        );
    }
    return;
  }
  if (route.delegate !== undefined) {
    report.error(
      'virtual-service/delegate-of-delegate',
      `${path}.delegate`,
      'A delegate cannot hand over again',
    );
  }
  const answer =
    route.redirect !== undefined
      ? 'redirect'
      : route.directResponse !== undefined
        ? 'directResponse'
        : undefined;
  if (answer === undefined) {
    if ((route.route ?? []).length === 0 && route.delegate === undefined) {
      report.error(
        'virtual-service/no-action',
        path,
        'The rule does nothing: it needs a route, a redirect or a directResponse',
      );
    }
  } else checkAnswerAlone(route, answer, path, report);
  if (route.mirror !== undefined && (route.mirrors ?? []).length > 0) {
    report.error(
      RULE,
      `${path}.mirror`,
      'The rule has both mirror and mirrors; put all of them into mirrors',
    );
  }
}

function checkAnswerAlone(
  route: HttpRoute,
  answer: 'redirect' | 'directResponse',
  path: string,
  report: FieldReport,
): void {
  const name = answer === 'redirect' ? 'a redirect' : 'a direct response';
  const others = ['fault', 'rewrite', 'directResponse'] as const;
  if ((route.route ?? []).length > 0)
    report.error(RULE, `${path}.route`, `The rule answers with ${name}, so nothing is sent on; remove route`);
  for (const other of others) {
    if (other !== answer && route[other] !== undefined) {
      report.error(RULE, `${path}.${other}`, `The rule answers with ${name}, so it takes no ${other}`);
    }
  }
}

function checkMirrors(route: HttpRoute, path: string, report: FieldReport): void {
  for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
    const percent = route[field];
    if (percent === undefined) continue;
    if (percent > 100)
      report.error(
        'virtual-service/invalid-percentage',
        `${path}.${field}`,
        `${percent} percent are more than all requests`,
      );
    report.warn(
      'virtual-service/deprecated-mirror-percent',
      `${path}.${field}`,
      `${field} has been replaced by mirrorPercentage`,
      {
        title: 'Use mirrorPercentage',
        edits: [{ path: `${path}.${field}` }, { path: `${path}.mirrorPercentage.value`, value: percent }],
      },
    );
  }
  checkShare(route.mirrorPercentage, `${path}.mirrorPercentage`, report);
  checkDestination(route.mirror, `${path}.mirror`, report);
  each(route.mirrors, `${path}.mirrors`, ({ destination, percentage }, at) => {
    if (destination === undefined)
      report.error('virtual-service/no-destination', `${at}.destination`, 'The mirror needs a destination');
    checkDestination(destination, `${at}.destination`, report);
    checkShare(percentage, `${at}.percentage`, report);
  });
}

function checkShare(
  percentage: { readonly value?: number } | undefined,
  path: string,
  report: FieldReport,
): void {
  const value = percentage?.value ?? 0;
  if (value < 0 || value > 100)
    report.error(
      'virtual-service/invalid-percentage',
      `${path}.value`,
      `${value} is no share of the requests; it must be 0 to 100`,
    );
}
