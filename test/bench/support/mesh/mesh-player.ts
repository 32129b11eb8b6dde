import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import type { ServedService } from '@/lib/protocol/ingest/agent-message';
import { labelsOfCall } from './call-series';
import { trafficOfCall } from './call-traffic';
import type { MeshPlan, PlannedCall, PlannedWorkload } from './mesh-plan';
import { PlayedAgent, type PlayedPoint } from './played-agent';

/** One end of a call, as its agent reports it. */
interface Report {
  number: number;
  call: PlannedCall;
  good: SeriesLabels;
  failed: SeriesLabels;
}

export interface MeshPlayerOptions {
  url: string;
  token: string;
  /** Every call is reported once in so many seconds, with what it gathered in them. */
  everySeconds: number;
}

/** Connections that are opened at once. */
const AT_ONCE = 50;
/** Points of one batch of history. */
const HISTORY_BATCH = 2_000;
/** Agents that send history at the same time. */
const HISTORY_AGENTS = 25;

/** One process that plays all agents of a mesh against a real console, over the agents' own wire. */
export class MeshPlayer {
  private readonly plan: MeshPlan;
  private readonly options: MeshPlayerOptions;
  private readonly agents: { agent: PlayedAgent; reports: Report[] }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(plan: MeshPlan, options: MeshPlayerOptions) {
    this.plan = plan;
    this.options = options;
  }

  /** Connects every agent. */
  async connect(): Promise<void> {
    const reports = reportsByWorkload(this.plan);
    const served = servedByWorkload(this.plan);
    const waiting = [...this.plan.workloads];
    const connectNext = async (): Promise<void> => {
      for (let workload = waiting.shift(); workload !== undefined; workload = waiting.shift()) {
        const { url, token } = this.options;
        const agent = new PlayedAgent({ url, token, workload, services: served.get(workload) ?? [] });
        await agent.start();
        this.agents.push({ agent, reports: reports.get(workload) ?? [] });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, connectNext));
  }

  /** Sends what the mesh gathered between two seconds, in steps; resolves when all of it is committed. */
  async sendHistory(fromSecond: number, toSecond: number, stepSeconds: number): Promise<number> {
    let sent = 0;
    const waiting = [...this.agents];
    const sendNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { agent, reports } = next;
        let batch: PlayedPoint[] = [];
        for (let second = fromSecond; second < toSecond; second += stepSeconds) {
          for (const report of reports) addPoints(batch, report, second, stepSeconds);
          if (batch.length < HISTORY_BATCH) continue;
          agent.push(batch);
          sent += batch.length;
          batch = [];
          await agent.drain();
        }
        if (batch.length > 0) agent.push(batch);
        sent += batch.length;
        await agent.drain();
      }
    };
    await Promise.all(Array.from({ length: HISTORY_AGENTS }, sendNext));
    return sent;
  }

  /** Plays from now on, a tenth of the agents every tenth of a second. */
  play(): void {
    let slice = 0;
    this.timer = setInterval(() => {
      const second = Math.floor(Date.now() / 1_000);
      for (let at = slice % 10; at < this.agents.length; at += 10) this.report(at, second);
      slice++;
    }, 100);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const { agent } of this.agents) agent.stop();
  }

  private readonly lastReport: number[] = [];

  private report(at: number, now: number): void {
    const one = this.agents[at];
    if (one === undefined) return;
    const { everySeconds } = this.options;
    const points: PlayedPoint[] = [];
    // A process that is held up leaves no hole: what was due since the last time is sent now.
    for (let second = (this.lastReport[at] ?? now - 1) + 1; second <= now; second++) {
      for (const report of one.reports)
        if ((second + report.number) % everySeconds === 0) addPoints(points, report, second, everySeconds);
      if (second % 10 === 0) one.agent.reportReady();
    }
    this.lastReport[at] = now;
    if (points.length > 0) one.agent.push(points);
  }
}

function addPoints(points: PlayedPoint[], report: Report, second: number, seconds: number): void {
  const { good, failed } = trafficOfCall(report.call, report.number, second, seconds);
  if (good !== undefined) points.push({ labels: report.good, second, point: good });
  if (failed !== undefined) points.push({ labels: report.failed, second, point: failed });
}

function reportsByWorkload({ calls }: MeshPlan): Map<PlannedWorkload, Report[]> {
  const reports = new Map<PlannedWorkload, Report[]>();
  for (const [number, call] of calls.entries()) {
    for (const reporter of ['source', 'destination'] as const) {
      const workload = reporter === 'source' ? call.source : call.target;
      if (workload === undefined) continue;
      const [good, failed] = [false, true].map((isError) => labelsOfCall(call, reporter, isError));
      if (good === undefined || failed === undefined) continue;
      const of = reports.get(workload);
      if (of === undefined) reports.set(workload, [{ number, call, good, failed }]);
      else of.push({ number, call, good, failed });
    }
  }
  return reports;
}

function servedByWorkload({ services }: MeshPlan): Map<PlannedWorkload, ServedService[]> {
  const served = new Map<PlannedWorkload, ServedService[]>();
  let address = 0;
  for (const { name, namespace, port, protocol, versions, layer } of services) {
    if (layer === 0) continue;
    for (const { workload } of versions) {
      address++;
      const host = `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
      const one: ServedService = { name, namespace, port, protocol, address: host, targetPort: port };
      served.set(workload, [...(served.get(workload) ?? []), one]);
    }
  }
  return served;
}
