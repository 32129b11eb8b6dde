import type { PeerMode } from '../../access/peer-authentication';
import type { ServerTls } from '../../config/kinds/gateway';
import type { ServiceProtocol } from '../routed-service';

/** A port of the proxy's own workload and what it takes. */
export interface InboundPort {
  /** Where the workload listens. */
  port: number;
  protocol: ServiceProtocol;
  /** Mutual TLS alone, both, or plain text alone. */
  mode: PeerMode;
  /** TLS of the workload's own that the proxy ends (Sidecar ingress); counts where the mesh's is switched off. */
  tls: ServerTls | undefined;
  /** `inbound|8080||`. */
  cluster: string;
}

/** The ports of one workload: those that are declared, and what holds for all others. */
export interface InboundPlan {
  ports: ReadonlyMap<number, InboundPort>;
  /** Modes of ports that no service declares. */
  modeOf(port: number): PeerMode;
}
