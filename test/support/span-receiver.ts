import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { ApplicationLog } from '@/lib/mesh/log/application-log';
import type { Span } from '@/lib/mesh/trace/span';
import type { OwnerCandidate } from '@/lib/mesh/trace/span-owner';
import { AppError } from '@/lib/protocol/app-error';
import { createGrantReader } from '@/lib/server/agent-access/agent-grant';
import { addRawRoute } from '@/lib/server/api/add-raw-route';
import { Authenticator } from '@/lib/server/auth/authenticator';
import { Denials } from '@/lib/server/auth/denials';
import { createPort } from '@/lib/server/http/open-port';
import { createGrpcServer } from '@/lib/server/otlp/grpc-service';
import { createOtlpRoutes } from '@/lib/server/otlp/otlp-routes';
import { SpanIntake } from '@/lib/server/span-intake/span-intake';
import type { TelemetrySink } from '@/lib/server/store/contract/telemetry-sink';
import { createZipkinRoutes } from '@/lib/server/zipkin/zipkin-routes';

interface ReceiverOptions {
  workloads?: readonly OwnerCandidate[];
  adminToken?: string;
  agentToken?: string;
  /** Called for each batch before it counts as stored. */
  onWrite?: (spans: readonly Span[]) => Promise<void>;
}

/** The console's receivers of spans on a real port, with memory for a store. */
export class SpanReceiver {
  readonly spans: Span[] = [];
  readonly logs: ApplicationLog[] = [];
  readonly problems: string[] = [];
  private readonly server: Server;
  private readonly http: ReturnType<typeof createServer>;
  private readonly endHttp2: () => void;

  private constructor(options: ReceiverOptions) {
    const sink = {
      write: async ({ spans }: { spans: readonly Span[] }) => {
        await options.onWrite?.(spans);
        this.spans.push(...spans);
        return 'stored';
      },
      committedSequence: async () => null,
    } as unknown as TelemetrySink;
    const intake = new SpanIntake({
      sink,
      logs: { writeLogs: async (lines) => void this.logs.push(...lines) },
      workloads: () => options.workloads ?? [],
      range: () => ({ fromUs: 1e15, toUs: (Date.now() + 600_000) * 1_000 }),
    });
    const denials = new Denials();
    const auth = new Authenticator({
      sessions: {} as never,
      denials,
      now: Date.now,
      adminPassword: undefined,
      adminToken: options.adminToken,
    });
    const app = new Hono<{ Bindings: HttpBindings }>();
    const readReporter = createGrantReader(options.agentToken ?? 'agents');
    const log = (line: string): number => this.problems.push(line);
    for (const route of [...createOtlpRoutes(intake), ...createZipkinRoutes(intake)])
      addRawRoute(app, route, { auth, denials, readReporter, log });
    this.http = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    const grpc = createGrpcServer({
      intake,
      log,
      admit: async ({ authorization }) => {
        if (options.adminToken === undefined || authorization === `Bearer ${options.adminToken}`)
          return undefined;
        throw new AppError('unauthenticated', 'Send a token');
      },
    });
    const { port, endHttp2 } = createPort(this.http, grpc);
    this.server = port;
    this.endHttp2 = endHttp2;
  }

  static async start(options: ReceiverOptions = {}): Promise<SpanReceiver> {
    const receiver = new SpanReceiver(options);
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    this.endHttp2();
    this.server.close();
    await once(this.server, 'close');
  }
}
