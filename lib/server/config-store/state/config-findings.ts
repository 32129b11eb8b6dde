import type { ConfigResource } from '../../../mesh/config/resource';
import { acknowledgeFindings, nameFindings } from '../../../mesh/rules/acknowledgement/acknowledge-findings';
import type { JudgedFinding } from '../../../mesh/rules/acknowledgement/acknowledgement';
import type { Judge, MeshView } from '../judge/judge';
import type { Acknowledgements } from './acknowledgements';
import type { ConfigState } from './config-state';
import { groupFindings } from './finding-key';

interface Judged {
  resources: readonly ConfigResource[];
  services: MeshView['services'];
  /** Their identities as text: the list is a new one each time. */
  agents: string;
  observed: MeshView['observed'];
  findings: Promise<readonly JudgedFinding[]>;
}

const NO_DRAFTS: ReadonlySet<ConfigResource> = new Set();

/** What is wrong with the configuration as it is; asked for often, worked out once a change. */
export class ConfigFindings {
  private readonly state: ConfigState;
  private readonly judge: Judge;
  private readonly view: () => MeshView;
  private readonly acknowledgements: Pick<Acknowledgements, 'all'>;
  private judged: Judged | undefined;

  constructor(
    state: ConfigState,
    judge: Judge,
    view: () => MeshView,
    acknowledgements: Pick<Acknowledgements, 'all'>,
  ) {
    this.state = state;
    this.judge = judge;
    this.view = view;
    this.acknowledgements = acknowledgements;
  }

  async all(): Promise<readonly JudgedFinding[]> {
    return this.marked(await this.current().findings);
  }

  /** By `configKey`. */
  async byObject(): Promise<ReadonlyMap<string, readonly JudgedFinding[]>> {
    return groupFindings(await this.all());
  }

  /** What would be wrong with another configuration. */
  async of(resources: readonly ConfigResource[]): Promise<readonly JudgedFinding[]> {
    return this.marked(
      nameFindings(await this.judge({ resources, drafts: this.draftsIn(resources) }, this.view()), resources),
    );
  }

  private draftsIn(resources: readonly ConfigResource[]): ReadonlySet<ConfigResource> {
    const stored = new Set(this.state.resources());
    return new Set(resources.filter((resource) => !stored.has(resource)));
  }

  /** An expired acknowledgement marks nothing: asked anew each time. */
  private marked(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
    return acknowledgeFindings(findings, this.acknowledgements.all(), this.view().now);
  }

  private current(): Judged {
    const resources = this.state.resources();
    const view = this.view();
    const { services, observed } = view;
    const agents = JSON.stringify(view.agents);
    const { judged } = this;
    const isKnown = judged?.resources === resources && judged.services === services;
    if (isKnown && judged.agents === agents && judged.observed === observed) return judged;
    const findings = this.judge({ resources, drafts: NO_DRAFTS }, view).then((found) =>
      nameFindings(found, resources),
    );
    const next = { resources, services, agents, observed, findings };
    this.judged = next;
    // Whoever asks gets the error; a failure is not remembered.
    findings.catch(() => {
      if (this.judged === next) this.judged = undefined;
    });
    return next;
  }
}
