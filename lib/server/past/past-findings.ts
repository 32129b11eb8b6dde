import { acknowledgeFindings, nameFindings } from '../../mesh/rules/acknowledgement/acknowledge-findings';
import type { JudgedFinding } from '../../mesh/rules/acknowledgement/acknowledgement';
import type { Judge, MeshView } from '../config-store/judge/judge';
import type { Acknowledgements } from '../config-store/state/acknowledgements';
import type { PastConfig, PastMesh } from './past-mesh';

/** Going back and forth between a few moments judges none of them twice. */
const KEPT = 8;
const NO_DRAFTS: ReadonlySet<never> = new Set();

interface Judged {
  resources: PastConfig['resources'];
  /** What the agents said of themselves; the same objects as long as nobody said hello anew. */
  hellos: readonly unknown[];
  findings: Promise<readonly JudgedFinding[]>;
}

/** What was wrong with the configuration at earlier moments, in the mesh that was there then. */
export class PastFindings {
  private readonly judge: Judge;
  private readonly settings: () => MeshView['settings'];
  private readonly acknowledgements: Pick<Acknowledgements, 'all'>;
  private readonly kept: Judged[] = [];

  constructor(
    judge: Judge,
    settings: () => MeshView['settings'],
    acknowledgements: Pick<Acknowledgements, 'all'>,
  ) {
    this.judge = judge;
    this.settings = settings;
    this.acknowledgements = acknowledgements;
  }

  /** By `acknowledged` those that somebody had let stand by then. */
  async of(
    config: Pick<PastConfig, 'resources'>,
    mesh: PastMesh,
    atMs: number,
  ): Promise<readonly JudgedFinding[]> {
    const hellos = mesh.agents.map(({ hello }) => hello);
    const known = this.kept.find((one) => one.resources === config.resources && areSame(one.hellos, hellos));
    const judged = known ?? this.start(config, mesh, hellos, atMs);
    const given = [...this.acknowledgements.all()].filter(([, { atMs: givenMs }]) => givenMs <= atMs);
    return acknowledgeFindings(await judged.findings, new Map(given), atMs);
  }

  private start(
    config: Pick<PastConfig, 'resources'>,
    mesh: PastMesh,
    hellos: readonly unknown[],
    atMs: number,
  ): Pick<Judged, 'findings'> {
    const { resources } = config;
    const agents = mesh.agents.map(({ hello }) => hello.identity);
    const view = { services: mesh.services, agents, settings: this.settings(), now: atMs };
    const findings = this.judge({ resources, drafts: NO_DRAFTS }, view).then((found) =>
      nameFindings(found, resources),
    );
    const judged = { resources, hellos, findings };
    this.kept.unshift(judged);
    this.kept.splice(KEPT);
    // Whoever asks gets the error; a failure is not remembered.
    findings.catch(() => this.kept.splice(this.kept.indexOf(judged), 1));
    return judged;
  }
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
