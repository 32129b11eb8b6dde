import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../protocol/app-error';
import type { HostGuard } from './host-guard';
import { HTTP_LIMITS } from './http-limits';
import { setSecurityHeaders } from './security-headers';
import { sendError } from './send-error';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerDeps {
  isKnownHost: HostGuard;
  /** Told of every request that was refused before it reached a handler. */
  onUnknownHost: () => void;
  /** Owns /api, /metrics, /healthz, /readyz and the paths of other tools' protocols. */
  api: Handle;
  /** Everything else. */
  pages: Handle;
  log: (line: string) => void;
}

const OWN_PATH =
  /^\/(?:(?:api|v1|jaeger|zipkin|tempo)(?:\/|$|\?)|(?:metrics|healthz|readyz|federate)(?:$|\?))/;

/** The one HTTP server: guards first, then our API or the pages. */
export function createHttpServer(deps: HttpServerDeps): Server {
  const server = createServer({
    maxHeaderSize: HTTP_LIMITS.headerBytes,
    headersTimeout: HTTP_LIMITS.headersMs,
    requestTimeout: HTTP_LIMITS.requestMs,
    keepAliveTimeout: HTTP_LIMITS.keepAliveMs,
  });
  server.on('request', (request, response) => {
    serve(deps, request, response).catch((error: unknown) => {
      deps.log(`${request.method} ${request.url} failed: ${error instanceof Error ? error.stack : error}`);
      sendError(response, { code: 'internal', message: 'The console failed to answer; its log says why' });
    });
  });
  return server;
}

async function serve(
  deps: HttpServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setSecurityHeaders(response);
  if (!deps.isKnownHost(request.headers.host)) {
    deps.onUnknownHost();
    sendError(
      response,
      new AppError(
        'forbidden',
        `This console does not answer to the name ${JSON.stringify(request.headers.host ?? '')}; ` +
          'start it with --allow-host NAME if that is one of its names',
      ),
    );
    return;
  }
  if (OWN_PATH.test(request.url ?? '')) await deps.api(request, response);
  else await deps.pages(request, response);
}
