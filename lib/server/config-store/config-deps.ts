import type { PastFindings } from '../past/past-findings';
import type { LiveRegistry } from '../registry/live-registry';
import type { AcknowledgementRecords } from '../store/contract/acknowledgement-records';
import type { ConfigRecords } from '../store/contract/config-records';
import type { AuditTrail } from '../store/contract/console-records';
import type { MeshEvent } from '../store/contract/mesh-events';
import type { Acknowledgements } from './state/acknowledgements';
import type { ConfigFindings } from './state/config-findings';
import type { ConfigState } from './state/config-state';

/** What the verbs of the configuration work with. */
export interface ConfigDeps {
  records: ConfigRecords;
  state: ConfigState;
  findings: ConfigFindings;
  pastFindings: PastFindings;
  acknowledgements: Acknowledgements;
  acknowledgementRecords: AcknowledgementRecords;
  registry: Pick<LiveRegistry, 'setResources' | 'snapshot' | 'agents'>;
  audit: AuditTrail;
  tell: (event: MeshEvent) => void;
  now: () => number;
}
