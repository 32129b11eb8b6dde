import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { openConnection } from '../../http2/open-connection';
import { connectionKeyOf } from './connection-key';
import type { AuthorizerAddress } from './external-question';

/** Options of a request to an authorizer. */
export interface AuthorizerRequestArgs extends ClientRequestArgs {
  target: AuthorizerAddress;
  connectTimeoutMs: number;
}

/** Kept connections to authorizers of HTTP, secured as the rules of the mesh have it for their services. */
export class AuthorizerConnections extends Agent {
  constructor() {
    super({ keepAlive: true, maxSockets: 64, keepAliveMsecs: 30_000 });
  }

  override getName(options: object = {}): string {
    return connectionKeyOf((options as AuthorizerRequestArgs).target);
  }

  override createConnection(
    options: ClientRequestArgs,
    onReady: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { connectTimeoutMs, target } = options as AuthorizerRequestArgs;
    openConnection(target, { connectTimeoutMs, keepAlive: undefined }, 'http1', {
      onOpen: (socket) => onReady(null, socket),
      // Node takes an error in place of a stream.
      onFailure: ({ reason }) => (onReady as (error: Error) => void)(new Error(reason)),
    });
    return undefined;
  }
}
