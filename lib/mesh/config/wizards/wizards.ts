import { AUTHORIZATION } from './kinds/authorization';
import { CIRCUIT_BREAKING } from './kinds/circuit-breaking';
import { FAULT_INJECTION } from './kinds/fault-injection';
import { GATEWAY_EXPOSURE } from './kinds/gateway-exposure';
import { JSON_WEB_TOKENS } from './kinds/json-web-tokens';
import { MIRRORING } from './kinds/mirroring';
import { MUTUAL_TLS } from './kinds/mutual-tls';
import { REQUEST_ROUTING } from './kinds/request-routing';
import { SERVICE_ENTRY } from './kinds/service-entry';
import { SIDECAR_SCOPE } from './kinds/sidecar-scope';
import { TCP_TRAFFIC_SHIFTING } from './kinds/tcp-traffic-shifting';
import { TELEMETRY } from './kinds/telemetry';
import { TIMEOUTS_RETRIES } from './kinds/timeouts-retries';
import { TRAFFIC_SHIFTING } from './kinds/traffic-shifting';
import type { Wizard } from './wizard';

/** Every wizard, in the order they are offered. */
export const WIZARDS: readonly Wizard[] = [
  REQUEST_ROUTING,
  TRAFFIC_SHIFTING,
  TCP_TRAFFIC_SHIFTING,
  MIRRORING,
  FAULT_INJECTION,
  TIMEOUTS_RETRIES,
  CIRCUIT_BREAKING,
  MUTUAL_TLS,
  AUTHORIZATION,
  JSON_WEB_TOKENS,
  GATEWAY_EXPOSURE,
  SERVICE_ENTRY,
  SIDECAR_SCOPE,
  TELEMETRY,
];

/** The wizard of an id. */
export function findWizard(id: string): Wizard | undefined {
  return WIZARDS.find((wizard) => wizard.id === id);
}
