import type { HttpRoute } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';
import { portProblem } from '../values/address';
import { checkRegexRewrite } from './rewrite';

/** The field rules of a redirect. */
export function checkRedirect({ redirect, match }: HttpRoute, routePath: string, report: FieldReport): void {
  if (redirect === undefined) return;
  const path = `${routePath}.redirect`;
  const {
    uri = '',
    authority = '',
    scheme = '',
    prefixRewrite = '',
    redirectCode = 0,
    port,
    derivePort,
  } = redirect;
  if (uri !== '' && prefixRewrite !== '') {
    report.error(
      'virtual-service/conflicting-redirect',
      `${path}.prefixRewrite`,
      'The redirect replaces the whole path (uri) and its prefix (prefixRewrite); choose one',
    );
  }
  if (
    prefixRewrite !== '' &&
    (match ?? []).some((item) => item?.uri !== undefined && item.uri.prefix === undefined)
  ) {
    report.error(
      'virtual-service/prefix-without-prefix',
      `${path}.prefixRewrite`,
      'A prefix can be replaced only where all path conditions of the rule are prefixes',
    );
  }
  const isEmpty =
    uri === '' &&
    authority === '' &&
    scheme === '' &&
    prefixRewrite === '' &&
    port === undefined &&
    derivePort === undefined &&
    redirect.uriRegexRewrite === undefined;
  if (isEmpty)
    report.error(
      'virtual-service/empty-redirect',
      path,
      'The redirect changes nothing: set uri, prefixRewrite, authority, scheme or port',
    );
  if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399)) {
    report.error(
      'virtual-service/invalid-redirect-code',
      `${path}.redirectCode`,
      `${redirectCode} is no redirect; it must be 300 to 399`,
    );
  }
  if (scheme !== '' && scheme !== 'http' && scheme !== 'https') {
    report.error('virtual-service/invalid-scheme', `${path}.scheme`, `"${scheme}" is neither http nor https`);
  }
  if (port !== undefined && port !== 0)
    report.check('virtual-service/invalid-port', `${path}.port`, portProblem(port));
  checkRegexRewrite(redirect.uriRegexRewrite, `${path}.uriRegexRewrite`, report);
}
