import {
  type ClientTls,
  DESTINATION_RULE_SCHEMA,
  type DestinationRuleSpec,
  type TrafficPolicy,
} from '../../config/kinds/destination-rule';
import { isEmpty } from '../index/label-index';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const tlsUnverified: Rule = {
  name: 'destination-rule/tls-unverified',
  codes: ['IST0128', 'IST0129'],
  severity: 'warning',
  inputs: ['DestinationRule'],
  why: "Without CA certificates the client takes any server's word for who it is.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  check(snapshot, report) {
    for (const resource of snapshot.list('DestinationRule')) {
      const spec = readSpec(resource, DESTINATION_RULE_SCHEMA);
      for (const { tls, path, code, where } of tlsBlocks(spec)) {
        if (isVerified(tls, !isEmpty(spec.workloadSelector?.matchLabels))) continue;
        report(resource, {
          path,
          codes: code === undefined ? [] : [code],
          message: `${resource.metadata.name} speaks ${tls.mode} TLS to "${spec.host}"${where} without caCertificates to verify the server by`,
        });
      }
    }
  },
};

interface TlsBlock {
  tls: ClientTls;
  path: string;
  /** Undefined for subsets, which no other tool looks at. */
  code?: string;
  where: string;
}

function tlsBlocks({ trafficPolicy, subsets = [] }: DestinationRuleSpec): TlsBlock[] {
  const own = blocksOf(trafficPolicy, 'spec.trafficPolicy', '').map((block) => ({
    ...block,
    code: block.where === '' ? 'IST0128' : 'IST0129',
  }));
  const ofSubsets = subsets.flatMap(({ name, trafficPolicy: policy }, index) =>
    blocksOf(policy, `spec.subsets[${index}].trafficPolicy`, ` subset "${name}"`),
  );
  return [...own, ...ofSubsets];
}

function blocksOf(policy: TrafficPolicy | undefined, path: string, where: string): TlsBlock[] {
  const blocks: TlsBlock[] =
    policy?.tls === undefined ? [] : [{ tls: policy.tls, path: `${path}.tls`, where }];
  for (const [index, { tls, port }] of (policy?.portLevelSettings ?? []).entries()) {
    const at = `${path}.portLevelSettings[${index}].tls`;
    if (tls !== undefined) blocks.push({ tls, path: at, where: `${where} port ${port?.number}` });
  }
  return blocks;
}

/** A named credential brings its CA along, but only to workloads that are picked by labels. */
function isVerified(tls: ClientTls, hasSelector: boolean): boolean {
  if (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL') return true;
  return (
    Boolean(tls.caCertificates) ||
    (Boolean(tls.credentialName) && hasSelector) ||
    tls.insecureSkipVerify === true
  );
}
