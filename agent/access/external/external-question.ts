import type { UpstreamTls } from '../../tls/upstream-tls';

/** A header, its name in lower case. */
export type HeaderPair = readonly [name: string, value: string];

/** What an external authorizer said; headers are those it may set, whoever is asked. */
export type ExternalVerdict =
  | {
      kind: 'ok';
      /** For the application, in place of what the client sent. */
      headers: readonly HeaderPair[];
      /** For the client, with the application's answer. */
      clientHeaders: readonly HeaderPair[];
      /** Taken off the request. */
      removed: readonly string[];
    }
  | { kind: 'denied'; status: number; headers: readonly HeaderPair[]; body: string }
  | { kind: 'error' };

/** One end of the connection that is judged. */
export interface QuestionPeer {
  readonly address: string;
  readonly port: number;
  /** SPIFFE id; empty where none was proven. */
  readonly principal: string;
}

/** What it is told of a request, or of a connection that carries none. */
export interface ExternalQuestion {
  readonly source: QuestionPeer;
  readonly destination: QuestionPeer;
  readonly serverName: string;
  readonly http:
    | {
        readonly id: string;
        readonly method: string;
        /** With query. */
        readonly path: string;
        readonly authority: string;
        readonly scheme: string;
        readonly protocol: string;
        readonly headers: readonly HeaderPair[];
        /** Undefined where it is not sent, or there is none. */
        readonly body: JudgedBody | undefined;
      }
    | undefined;
}

/** A body, or the beginning of one. */
export interface JudgedBody {
  readonly bytes: Buffer;
  readonly isPart: boolean;
}

/** Where an authorizer answers, and how connections to it are secured. */
export interface AuthorizerAddress {
  readonly address: string;
  readonly port: number;
  readonly tls: UpstreamTls | undefined;
}

/** Where a host of the mesh answers; the name itself when the mesh does not know it. */
export type ResolveHost = (host: string, port: number) => AuthorizerAddress;

/** What tells an authorizer whether it sees the whole body. */
export const PARTIAL_BODY = 'x-envoy-auth-partial-body';
