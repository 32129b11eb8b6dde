import { each, type FieldReport } from '../field-report';
import { isDnsLabel } from './domain-name';

interface ExportToOptions {
  namespace: string;
  /** `~`, nobody, is for service entries only. */
  mayBeNobody?: boolean;
  /** A destination rule for some workloads cannot be seen elsewhere. */
  isForWorkloads?: boolean;
}

/** Reports visibility that contradicts itself. */
export function checkExportTo(
  exportTo: readonly string[] = [],
  { namespace, mayBeNobody = false, isForWorkloads = false }: ExportToOptions,
  report: FieldReport,
): void {
  const seen = readEntries(exportTo, namespace, mayBeNobody, report);
  if (isForWorkloads && seen.size > 0) checkOwnNamespace(seen, namespace, report);
  if (seen.has('*') && exportTo.length > 1) {
    report.error(
      'export-to/public-and-more',
      'spec.exportTo',
      '"*" makes it visible everywhere; remove the other entries',
    );
  }
  if (seen.has('~') && exportTo.length > 1) {
    report.error(
      'export-to/nobody-and-more',
      'spec.exportTo',
      '"~" makes it visible to nobody; remove it or the other entries',
    );
  }
}

/** The namespaces it is visible to; `.` counts as its own. */
function readEntries(
  exportTo: readonly string[],
  namespace: string,
  mayBeNobody: boolean,
  report: FieldReport,
): ReadonlySet<string> {
  const seen = new Set<string>();
  each(exportTo, 'spec.exportTo', (entry, path) => {
    const key = entry === '.' ? namespace : entry;
    const isVisibility = entry === '.' || key === '*' || (key === '~' ? mayBeNobody : isDnsLabel(key));
    if (seen.has(key)) {
      report.error('export-to/duplicate', path, `"${entry}" names a namespace that is already in exportTo`);
    } else if (isVisibility) seen.add(key);
    else
      report.error('export-to/invalid', path, `"${entry}" is no visibility: *, . or the name of a namespace`);
  });
  return seen;
}

function checkOwnNamespace(seen: ReadonlySet<string>, namespace: string, report: FieldReport): void {
  if (seen.has(namespace) && seen.size === 1) return;
  report.error(
    'export-to/workload-selector',
    'spec.exportTo',
    'With a workloadSelector the rule holds in its own namespace only; write "." alone or remove exportTo',
  );
}
