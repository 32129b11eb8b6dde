import { peerModeOf, resolvePeerModes } from '../../access/peer-authentication';
import { serviceTargets } from '../gateway/service-ports';
import type { ServiceProtocol } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { protocolOf } from '../services/port-protocol';
import { findSidecar } from '../sidecar/find-sidecar';
import type { InboundPlan, InboundPort } from './inbound-port';

/** What a workload's proxy takes from outside: the ports of its services, or those its Sidecar lists instead. */
export function compileInbound(mesh: RoutingMesh, proxy: RoutingProxy): InboundPlan {
  const modes = resolvePeerModes(mesh.resources, mesh.settings, {
    namespace: proxy.namespace,
    labels: proxy.labels,
  });
  const modeOf = (port: number) => peerModeOf(modes, port).mode;
  const ports = new Map<number, InboundPort>();
  const add = (port: number, protocol: ServiceProtocol, tls: InboundPort['tls']): void => {
    if (ports.has(port)) return;
    ports.set(port, { port, protocol, mode: modeOf(port), tls, cluster: `inbound|${port}||` });
  };
  const ingress = findSidecar(mesh, proxy)?.spec.ingress ?? [];
  for (const { port, tls } of ingress) {
    if (port?.number !== undefined) add(port.number, protocolOf(port.protocol), tls);
  }
  if (ingress.length === 0) {
    for (const { service, port, targetPort } of serviceTargets(mesh, proxy)) {
      const declared = service.ports.find(({ number }) => number === port);
      if (declared !== undefined) add(targetPort, declared.protocol, undefined);
    }
  }
  return { ports, modeOf };
}
