import type { ConfigKindName } from '../../config/kinds';
import type { FieldReport } from './field-report';
import type { FieldSubject } from './field-subject';

const DRY_RUN = 'istio.io/dry-run';

/** Annotations that only controllers may set. */
const INTERNAL = [
  'internal.istio.io/parents',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/webhook-always-reject',
];

/** Annotations Istio itself judges; whether the others are known is a rule of its own. */
export function checkAnnotations(
  kind: ConfigKindName,
  spec: { action?: string },
  subject: FieldSubject,
  report: FieldReport,
): void {
  const { annotations } = subject;
  for (const name of INTERNAL) {
    if (annotations[name] !== undefined)
      report.error(
        'metadata/internal-annotation',
        `metadata.annotations["${name}"]`,
        `"${name}" is set by controllers only; remove it`,
      );
  }
  const dryRun = annotations[DRY_RUN];
  if (dryRun === undefined) return;
  const path = `metadata.annotations["${DRY_RUN}"]`;
  const { action = 'ALLOW' } = spec;
  if (kind !== 'AuthorizationPolicy')
    report.error(
      'metadata/dry-run',
      path,
      `A ${kind} cannot be tried out; "${DRY_RUN}" is for AuthorizationPolicy`,
    );
  else if (action !== 'ALLOW' && action !== 'DENY') {
    report.error('metadata/dry-run', path, `Action ${action} cannot be tried out; only ALLOW and DENY can`);
  } else if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(dryRun)) {
    report.error('metadata/dry-run', path, `"${dryRun}" must be "true" or "false"`);
  }
}
