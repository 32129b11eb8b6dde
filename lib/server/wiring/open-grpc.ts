import type { Http2Server } from 'node:http2';
import { AppError } from '../../protocol/app-error';
import { createGrantReader } from '../agent-access/agent-grant';
import type { Authenticator } from '../auth/authenticator';
import type { Denials } from '../auth/denials';
import type { HostGuard } from '../http/host-guard';
import { createGrpcServer } from '../otlp/grpc-service';
import type { SpanIntake } from '../span-intake/span-intake';
import { log } from './log';

interface GrpcAccess {
  auth: Authenticator;
  denials: Denials;
  isKnownHost: HostGuard;
  token: string;
}

/** OTLP over gRPC with the same right to report as over HTTP. */
export function openGrpc(intake: SpanIntake, { auth, denials, isKnownHost, token }: GrpcAccess): Http2Server {
  const readGrant = createGrantReader(token);
  return createGrpcServer({
    intake,
    log,
    admit: async (headers) => {
      if (!isKnownHost(headers[':authority'])) {
        denials.note('unknown-host');
        throw new AppError('forbidden', 'This console does not answer to that name (--allow-host)');
      }
      const grant = readGrant(headers.authorization);
      if (grant !== undefined) return grant === 'any' ? undefined : grant.namespace;
      if ((await auth.identify(headers)) !== undefined) return undefined;
      denials.note('unauthenticated');
      throw new AppError(
        'unauthenticated',
        'Send the agent token or the admin token as authorization: Bearer',
      );
    },
  });
}
