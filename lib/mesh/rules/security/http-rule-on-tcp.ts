import { AUTHORIZATION_POLICY_SCHEMA, type AuthorizationRule } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { protocolOfServicePort } from '../../routing/services/port-protocol';
import { isLayer7Rule } from '../ambient/layer7';
import { servicesByNamespace, servicesOf } from '../index/services';
import { WORKLOAD_KINDS } from '../index/workloads';
import { nameSome } from '../name-some';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { coveredWorkloads } from './covered-workloads';
import { hasTargets } from './policy-labels';

export const httpRuleOnTcp: Rule = {
  name: 'security/http-rule-on-tcp',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', 'Service', ...WORKLOAD_KINDS],
  why: 'A connection has no method, path or token: on such a port an ALLOW rule lets nobody in, and a DENY rule refuses more than it says.',
  docs: 'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
  check(snapshot, report) {
    snapshot.use(servicesByNamespace);
    for (const policy of snapshot.list('AuthorizationPolicy')) {
      if (hasTargets(policy)) continue;
      const { action = 'ALLOW', rules = [] } = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
      if (action !== 'ALLOW' && action !== 'DENY') continue;
      if (!rules.some(isLayer7Rule)) continue;
      const ports = tcpPorts(snapshot, policy);
      for (const [index, rule] of rules.entries()) {
        const wanted = portsOf(rule);
        const hit = isLayer7Rule(rule) ? ports.filter((port) => wanted?.has(port) !== false) : [];
        if (hit.length === 0) continue;
        const outcome = action === 'ALLOW' ? 'lets nobody in' : 'leaves its conditions on requests aside';
        report(policy, {
          path: `spec.rules[${index}]`,
          message: `Rule ${index} of ${policy.metadata.name} looks at HTTP and holds for TCP port ${nameSome(ports.filter((port) => hit.includes(port)))} too, where it ${outcome}`,
        });
      }
    }
  },
};

/** The ports that a rule is about; undefined for all. */
function portsOf({ to = [] }: AuthorizationRule): ReadonlySet<string> | undefined {
  const lists = to.map(({ operation }) => operation?.ports ?? []);
  return lists.length === 0 || lists.some((list) => list.length === 0) ? undefined : new Set(lists.flat());
}

/** Ports of the policy's workloads that their Services declare to be no HTTP, as the workloads number them. */
function tcpPorts(snapshot: Snapshot, policy: ConfigResource): string[] {
  const services = new Set(
    coveredWorkloads(snapshot, policy).flatMap((workload) => servicesOf(snapshot, workload)),
  );
  const ports = [...services].flatMap(({ ports: own = [] }) =>
    own.flatMap(({ port = 0, name = '', protocol = '', appProtocol = '', targetPort }) => {
      const speaks = protocolOfServicePort({ port, name, protocol, appProtocol });
      return speaks === 'tcp' || speaks === 'tls' || speaks === 'https' ? [String(targetPort ?? port)] : [];
    }),
  );
  return [...new Set(ports)];
}
