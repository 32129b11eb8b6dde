import type { HttpRoute } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';

const KIB = 1024;

/** What keeps a number from being the status of an answer. */
export function statusProblem(status: number): string | undefined {
  return status >= 200 && status <= 600
    ? undefined
    : `${status} is no status to answer with; it must be 200 to 599`;
}

/** The field rules of an answer without a destination. */
export function checkDirectResponse(
  response: HttpRoute['directResponse'],
  path: string,
  report: FieldReport,
): void {
  if (response === undefined) return;
  const { string, bytes = '' } = response.body ?? {};
  const size =
    string === undefined
      ? Math.floor((bytes.replaceAll('=', '').length * 3) / 4)
      : new TextEncoder().encode(string).length;
  if (size > KIB * KIB) {
    report.error(
      'virtual-service/large-body',
      `${path}.body`,
      `The body has ${size} bytes; more than 1 MiB is not carried to proxies`,
    );
  } else if (size > 100 * KIB) {
    report.warn(
      'virtual-service/large-body',
      `${path}.body`,
      `The body has ${size} bytes, which every proxy must be sent; more than 100 KiB slows the mesh down`,
    );
  }
  report.check('virtual-service/invalid-status', `${path}.status`, statusProblem(response.status ?? 0));
}
