import { each, type FieldReport } from '../field-report';
import { checkSelectorLabels } from './labels';

interface TargetRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** The part of a policy that says what it applies to. */
export interface PolicyTargets {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

const ALLOWED = new Set([
  '/Service',
  'core/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
]);

/** Reports selectors and targets that do not say clearly what a policy applies to. */
export function checkPolicyTargets(spec: PolicyTargets, report: FieldReport): void {
  const { selector, targetRef, targetRefs = [] } = spec;
  const set = [
    selector !== undefined && 'selector',
    targetRef !== undefined && 'targetRef',
    targetRefs.length > 0 && 'targetRefs',
  ].filter((name) => name !== false);
  if (set.length > 1) {
    report.error(
      'targets/several-kinds',
      `spec.${set[1]}`,
      `Only one of ${set.join(' and ')} can say what the policy applies to`,
    );
  }
  checkSelector(selector, 'spec.selector', report);
  if (targetRef !== undefined) checkTargetRef(targetRef, 'spec.targetRef', report);
  each(targetRefs, 'spec.targetRefs', (target, path) => checkTargetRef(target, path, report));
}

/** Reports a selector that cannot select as it is meant. */
export function checkSelector(selector: PolicyTargets['selector'], path: string, report: FieldReport): void {
  if (selector !== undefined) checkSelectorLabels(selector.matchLabels, `${path}.matchLabels`, report);
}

function checkTargetRef(
  { group = '', kind = '', name = '', namespace = '' }: TargetRef,
  path: string,
  report: FieldReport,
): void {
  if (name === '') report.error('targets/no-name', `${path}.name`, 'The target has no name');
  if (namespace !== '') {
    report.error(
      'targets/other-namespace',
      `${path}.namespace`,
      'A target lives in the namespace of the policy; remove namespace',
      {
        title: 'Remove the namespace',
        edits: [{ path: `${path}.namespace` }],
      },
    );
  }
  if (!ALLOWED.has(`${group}/${kind}`)) {
    const found = group === '' ? kind : `${kind} of ${group}`;
    report.error(
      'targets/unknown-kind',
      `${path}.kind`,
      `"${found}" cannot be a target; a Service, ServiceEntry, Gateway (gateway.networking.k8s.io) or GatewayClass can`,
    );
  }
}
