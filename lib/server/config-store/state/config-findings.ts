import type { ConfigResource } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';
import type { ConfigState } from './config-state';
import { groupFindings } from './finding-key';
import type { Judge, MeshView } from './judge';

interface Judged {
  resources: readonly ConfigResource[];
  services: MeshView['services'];
  /** Their identities as text: the list is a new one each time. */
  agents: string;
  observed: MeshView['observed'];
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
    const view = this.view();
    const { services, observed } = view;
    const agents = JSON.stringify(view.agents);
    const { judged } = this;
    const isKnown = judged?.resources === resources && judged.services === services;
    if (isKnown && judged.agents === agents && judged.observed === observed) return judged;
    const findings = this.judge(resources, view);
    const groups = findings.then(groupFindings);
    this.judged = { resources, services, agents, observed, findings, groups };
    // Whoever asks gets the error; a failure is not remembered.
    this.judged.groups.catch(() => {
      this.judged = undefined;
    });
    return this.judged;
  }
}
