import { GATEWAY_SCHEMA, type ServerTls } from '../../config/kinds/gateway';
import type { ConfigResource } from '../../config/resource';
import { hasLabels } from '../index/label-index';
import { nameSome } from '../name-some';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const duplicateCertificate: Rule = {
  name: 'gateway/duplicate-certificate',
  codes: ['IST0138'],
  severity: 'warning',
  inputs: ['Gateway'],
  why: 'A browser that reuses an HTTP/2 connection for another host of the certificate reaches the wrong Gateway: 404.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate',
  check(snapshot, report) {
    const byCertificate = indexByCertificate(snapshot);
    for (const resource of snapshot.list('Gateway')) {
      const used = certificatesOf(resource);
      const others = new Set(used.flatMap(({ key }) => byCertificate.get(key) ?? []));
      const sharing = [...others].filter(
        (other) => other !== resource && selectsWithin(resource, other, snapshot),
      );
      if (sharing.length === 0) continue;
      report(resource, {
        path: used[0]?.path ?? 'spec.servers',
        message: `${resource.metadata.name} serves the same certificate as ${nameSome(sharing.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`))}: join them in one Gateway`,
        related: sharing,
      });
    }
  },
};

function indexByCertificate(snapshot: Snapshot): Map<string, ConfigResource[]> {
  const byCertificate = new Map<string, ConfigResource[]>();
  for (const resource of snapshot.list('Gateway')) {
    for (const key of new Set(certificatesOf(resource).map((use) => use.key))) {
      byCertificate.set(key, [...(byCertificate.get(key) ?? []), resource]);
    }
  }
  return byCertificate;
}

function certificatesOf(resource: ConfigResource): { key: string; path: string }[] {
  const { servers = [] } = readSpec(resource, GATEWAY_SCHEMA);
  return servers.flatMap(({ tls }, index) => {
    const key = certificateKey(tls);
    return key === undefined ? [] : [{ key, path: `spec.servers[${index}].tls` }];
  });
}

function certificateKey(tls: ServerTls | undefined): string | undefined {
  if (tls?.credentialName) return `name ${tls.credentialName}`;
  return tls?.serverCertificate && tls.privateKey
    ? `files ${tls.serverCertificate} ${tls.privateKey}`
    : undefined;
}

/** Whether every proxy of the other is one of this Gateway's too. */
function selectsWithin(resource: ConfigResource, other: ConfigResource, { facts }: Snapshot): boolean {
  if (facts.scopesGatewaysToNamespace && namespaceOf(resource) !== namespaceOf(other)) return false;
  const own = readSpec(resource, GATEWAY_SCHEMA).selector ?? {};
  const theirs = readSpec(other, GATEWAY_SCHEMA).selector ?? {};
  return hasLabels(theirs, own);
}
