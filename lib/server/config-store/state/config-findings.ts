import type { ConfigResource } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';
import type { ConfigState } from './config-state';
import { groupFindings } from './finding-key';
import type { Judge, MeshView } from './judge';

interface Judged {
  resources: readonly ConfigResource[];
  services: MeshView['services'];
  findings: Promise<readonly Finding[]>;
  groups: Promise<ReadonlyMap<string, readonly Finding[]>>;
}

/** What is wrong with the configuration as it is; asked for often, worked out once a change. */
export class ConfigFindings {
  private readonly state: ConfigState;
  private readonly judge: Judge;
  private readonly view: () => MeshView;
  private judged: Judged | undefined;

  constructor(state: ConfigState, judge: Judge, view: () => MeshView) {
    this.state = state;
    this.judge = judge;
    this.view = view;
  }

  async all(): Promise<readonly Finding[]> {
    return await this.current().findings;
  }

  /** By `configKey`. */
  async byObject(): Promise<ReadonlyMap<string, readonly Finding[]>> {
    return await this.current().groups;
  }

  /** What would be wrong with another configuration. */
  async of(resources: readonly ConfigResource[]): Promise<readonly Finding[]> {
    return await this.judge(resources, this.view());
  }

  private current(): Judged {
    const resources = this.state.resources();
    const { services } = this.view();
    if (this.judged?.resources === resources && this.judged.services === services) return this.judged;
    const findings = this.judge(resources, this.view());
    this.judged = { resources, services, findings, groups: findings.then(groupFindings) };
    // Whoever asks gets the error; a failure is not remembered.
    this.judged.groups.catch(() => {
      this.judged = undefined;
    });
    return this.judged;
  }
}
