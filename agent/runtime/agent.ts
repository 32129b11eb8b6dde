import { randomBytes } from 'node:crypto';
import { AccessControl } from '../access/access-control';
import { readConfigFile } from '../config/config-file';
import { createConfigKeeper } from '../config/config-keeper';
import { createEndpointSecurity } from '../config/endpoint-security';
import { findEndpoints } from '../config/find-endpoints';
import { MeshConfig } from '../config/mesh-config';
import { readEnvironment } from '../config/read-options';
import { IdentityKeeper } from '../identity/identity-keeper';
import { describeProxy } from '../inspect/describe-proxy';
import { DEFAULT_PROXY_LIMITS } from '../limits';
import type { GatewayRoute } from '../proxy/layers/route-gateway';
import type { ListenAddress } from '../proxy/listener';
import type { HostAndPort } from '../proxy/split-authority';
import type { FixedUpstream, ProxyHandle } from '../proxy/start-proxy';
import { TcpProxy } from '../tcp/tcp-proxy';
import { AccessLogFile } from '../telemetry/access-log-file';
import { TelemetryPolicy } from '../telemetry/telemetry-policy';
import { TelemetryRecorder } from '../telemetry/telemetry-recorder';
import { MeshTls } from '../tls/mesh-tls';
import { BatchBuffer } from '../uplink/batch-buffer';
import { BatchCutter } from '../uplink/batch-cutter';
import { SpillStore } from '../uplink/spill-store';
import { Uplink } from '../uplink/uplink';
import { DEFAULT_UPLINK_TIMES } from '../uplink/uplink-options';
import { helloFacts, statusFacts } from './agent-facts';
import type { AgentSettings } from './agent-settings';
import { APP_PROTOCOLS } from './app-protocols';
import { createAgentGate } from './create-agent-gate';
import { createOwnGate } from './create-own-gate';
import { holdOptimizer } from './hold-optimizer';
import { ProxySet } from './proxy-set';
import { replaySpills } from './replay-spills';
import { instanceName, routingProxyOf, selfOf, serviceRefOf } from './self-of';
import { SidecarPorts } from './sidecar-ports';

/** While the console is away, seconds are gathered whole: fewer points for the same truth. */
const AWAY_INTERVAL_MS = 1_000;

/** One agent: its listeners, what they report, and its conversation with the console. */
export class Agent {
  readonly startedAtMs = Date.now();
  readonly settings: AgentSettings;
  readonly config: MeshConfig;
  readonly access: AccessControl;
  readonly identity: IdentityKeeper;
  readonly tls: MeshTls;
  readonly telemetry: TelemetryPolicy;
  readonly recorder: TelemetryRecorder;
  readonly buffer: BatchBuffer;
  readonly uplink: Uplink;
  readonly accessLogFile: AccessLogFile | undefined;
  readonly tcp: TcpProxy;
  readonly sidecarPorts: SidecarPorts;
  private readonly proxySet: ProxySet;
  /** Called after every change of the configuration. */
  onConfig: () => void = () => {};
  state: 'starting' | 'ready' | 'draining' = 'starting';
  /** Where each side listens, once it does. */
  inbound: ListenAddress | undefined;
  outbound: ListenAddress | undefined;
  gateway: ListenAddress | undefined;
  /** The port that the workload's process took although the inbound side was to stand there. */
  ownPort: number | undefined;
  private isAppReady = false;
  private stopping: Promise<void> | undefined;
  private readonly epoch = `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`;
  private readonly cutter: BatchCutter;

  constructor(settings: AgentSettings) {
    const { accessLog, bufferBytes, drainMs, identity, log, role, spillBytes, spillFile } = settings;
    this.settings = settings;
    this.config = new MeshConfig(routingProxyOf(settings));
    this.access = new AccessControl(identity);
    this.accessLogFile =
      accessLog === undefined ? undefined : new AccessLogFile(accessLog.path, accessLog.format, log);
    this.telemetry = new TelemetryPolicy(identity, readEnvironment);
    this.recorder = new TelemetryRecorder({
      policy: this.telemetry,
      self: selfOf(settings),
      role,
      now: Date.now,
      withOperation: settings.withOperation,
      traceRingBytes: settings.traceRingBytes,
      onFull: () => this.cutter.cut(),
      onExchange: (exchange) => this.accessLogFile?.write(exchange),
    });
    const spill = spillFile === undefined ? undefined : new SpillStore(spillFile, this.epoch, spillBytes);
    this.buffer = new BatchBuffer(bufferBytes, spill);
    this.identity = new IdentityKeeper({ now: Date.now, random: Math.random, log });
    this.tls = new MeshTls({
      identity,
      port: settings.service?.port,
      onEnforce: () => {
        this.proxySet.recheck();
        this.tcp.recheck((port) => this.tls.modeOf(port));
      },
      handshakeMs: DEFAULT_PROXY_LIMITS.handshakeMs,
      now: Date.now,
      log,
    });
    const { access, config, recorder } = this;
    const carrier = { access, recorder, identity, instance: instanceName(settings), limits: { drainMs } };
    this.tcp = new TcpProxy({ ...carrier, routing: config });
    this.proxySet = new ProxySet({
      ...carrier,
      routingTable: config,
      sampler: (fraction, direction) => this.telemetry.samples(fraction, direction),
    });
    this.sidecarPorts = new SidecarPorts({
      ...{ settings, config, proxySet: this.proxySet, tcp: this.tcp, tls: this.tls },
      onServed: () => this.uplink.sayHelloAgain(),
    });
    this.uplink = this.createUplink(this.epoch, this.buffer, this.identity);
    this.cutter = new BatchCutter({
      buffer: this.buffer,
      take: () => this.recorder.take(),
      intervalMs: () => (this.uplink.isConnected ? this.uplink.batchIntervalMs : AWAY_INTERVAL_MS),
      onBatch: () => this.uplink.pump(),
    });
  }

  /** Reads what a former process left and begins to talk to the console; serves nothing yet. */
  async start(): Promise<void> {
    await this.loadConfig(holdOptimizer());
    this.cutter.start();
    void this.talk();
  }

  /** Resolves when there are a configuration to serve by and a certificate to serve with, or after `limitMs`. */
  async waitForConfig(limitMs: number): Promise<void> {
    const configured = this.config.snapshot.revision === 0 ? this.uplink.waitForConfig(limitMs) : undefined;
    await Promise.all([configured, this.identity.waitForCertificate(limitMs)]);
  }

  async openOutbound(listen: ListenAddress, upstreams: readonly FixedUpstream[]): Promise<ListenAddress[]> {
    const proxy = await this.proxySet.open({ outbound: listen, upstreams });
    this.outbound = proxy.outbound;
    await this.sidecarPorts.followCalls();
    return [...proxy.upstreams];
  }

  async openInbound(listen: ListenAddress, app: ListenAddress): Promise<ListenAddress> {
    const service = serviceRefOf(this.settings);
    if (service === undefined) throw new Error('An inbound side needs a service');
    const { protocol = 'http' } = this.settings.service ?? {};
    const rules = () => this.config.routes.ownPort;
    const gate = createOwnGate(this, { app, protocol, service, rules });
    const spoken = APP_PROTOCOLS[protocol];
    const proxy = await this.proxySet.open({ inbound: { listen, app, service, protocol: spoken, gate } });
    this.inbound = proxy.inbound ?? listen;
    this.uplink.sayHelloAgain();
    await this.sidecarPorts.follow(listen.host);
    return this.inbound;
  }

  /** Further ports of the workload, by number: its Sidecar has them opened. */
  get ingress(): ReadonlyMap<number, ListenAddress> {
    return this.sidecarPorts.ingress;
  }

  /** A port for the app behind which one service of TCP is. */
  openTcp(listen: ListenAddress, to: HostAndPort): Promise<ListenAddress> {
    return this.tcp.listen(listen, to);
  }

  /** `serverPort`: the port of the Gateways' servers that `listen` stands for now, when it is another. */
  async openGateway(
    listen: ListenAddress,
    routes: readonly GatewayRoute[],
    serverPort: () => number = () => listen.port,
  ): Promise<ListenAddress> {
    const gate = createAgentGate(this, serverPort);
    const proxy = await this.proxySet.open({ gateway: { listen, routes, serverPort, gate } });
    const bound = proxy.gateway ?? listen;
    this.gateway ??= bound;
    return bound;
  }

  /** Lets requests in flight end, then frees the address that `openGateway` gave. */
  closeGateway(bound: ListenAddress): Promise<void> {
    return this.proxySet.close(bound);
  }

  get proxies(): readonly ProxyHandle[] {
    return this.proxySet.all;
  }

  /** Everything that carries traffic. */
  get carriers(): readonly Pick<ProxyHandle, 'gauges' | 'listClusters'>[] {
    return [...this.proxies, this.tcp];
  }

  get appReady(): boolean {
    return this.isAppReady;
  }

  /** Whether the workload's process listens: endpoints of one that does not get no traffic. */
  setAppReady(isReady: boolean): void {
    const wasReady = this.isAppReady;
    this.isAppReady = isReady;
    if (this.state === 'starting' && isReady) this.state = 'ready';
    if (wasReady !== isReady) this.uplink.sendStatus();
  }

  /** Tells the console that no more traffic is wanted, then lets requests in flight end; the outbound side stays. */
  async drainInbound(): Promise<void> {
    this.state = 'draining';
    this.sidecarPorts.stop();
    this.uplink.sendStatus();
    await Promise.all([this.tcp.drainInbound(), this.proxySet.drainEntrances()]);
  }

  /** Once and in order: stop serving, cut what was gathered, wait for its acknowledgement, close. */
  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    await this.drainInbound();
    await Promise.all([this.tcp.drain(), this.proxySet.drain()]);
    this.cutter.stop();
    this.cutter.cut();
    const { flushMs, log, spillFile } = this.settings;
    if (!(await this.uplink.flush(flushMs))) {
      const fate = spillFile === undefined ? 'lost' : `kept in ${spillFile}`;
      log(`${this.buffer.length} batches of telemetry were not acknowledged and are ${fate}`);
      this.buffer.spillAll();
    }
    this.uplink.stop();
    this.identity.stop();
    this.tls.stop();
    await this.accessLogFile?.close();
  }

  private async loadConfig(onConfigured: () => void): Promise<void> {
    const { log, stateFile } = this.settings;
    this.access.endpointsOf = (host, port) => findEndpoints(this.config.routes, host, port);
    this.config.securityOf = (snapshot) =>
      createEndpointSecurity(snapshot, this.tls.client, this.settings.identity.namespace);
    this.identity.onChange((certificate) => {
      if (this.tls.use(certificate)) this.config.rebuild();
    });
    const kept = stateFile === undefined ? undefined : await readConfigFile(stateFile);
    if (kept !== undefined) this.config.takeSnapshot(kept);
    this.recorder.follow(this.config.snapshot);
    this.access.update(this.config.snapshot);
    this.tls.update(this.config.snapshot);
    const keep = stateFile === undefined ? undefined : createConfigKeeper(stateFile, log);
    this.config.onChange = (snapshot) => {
      onConfigured();
      this.access.update(snapshot);
      if (this.tls.update(snapshot)) this.uplink.sendStatus();
      this.tcp.recheck((port) => this.tls.modeOf(port));
      this.recorder.follow(snapshot);
      keep?.(snapshot);
      void this.sidecarPorts.update();
      this.onConfig();
    };
  }

  /** First what former processes left, under their own epochs; then this one. */
  private async talk(): Promise<void> {
    const { spillFile, spillBytes } = this.settings;
    if (spillFile !== undefined) {
      await replaySpills(spillFile, spillBytes, this.epoch, (epoch, buffer) =>
        this.createUplink(epoch, buffer),
      );
    }
    if (this.stopping === undefined) this.uplink.start();
  }

  private createUplink(epoch: string, buffer: BatchBuffer, identity?: IdentityKeeper): Uplink {
    const { consoleUrl, readToken, compress, log } = this.settings;
    return new Uplink({
      consoleUrl,
      readToken,
      compress,
      epoch,
      buffer,
      config: this.config,
      identity,
      collector: identity === undefined ? undefined : this.recorder.collector,
      inspect: identity === undefined ? undefined : () => describeProxy(this),
      hello: () => helloFacts(this),
      status: () => statusFacts(this),
      random: Math.random,
      log,
      ...DEFAULT_UPLINK_TIMES,
    });
  }
}
