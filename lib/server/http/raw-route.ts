import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AppError } from '../../protocol/app-error';

/** A request in a protocol that is not ours: body and headers as they came. */
export interface RawRequest {
  incoming: IncomingMessage;
  headers: IncomingHttpHeaders;
  query: URLSearchParams;
  /** The `:names` of the path. */
  params: Readonly<Record<string, string>>;
  /** Where the sender may only speak for one namespace. */
  namespace: string | undefined;
}

/** An answer in a protocol that is not ours. */
export interface RawAnswer {
  status: number;
  type: string;
  body: string | Buffer;
  headers?: Readonly<Record<string, string>>;
}

/** One path of such a protocol. */
export interface RawRoute {
  method: 'GET' | 'POST';
  /** Hono's form. */
  path: string;
  /** `report` is open to agents' tokens too. */
  access: 'read' | 'report';
  answer(request: RawRequest): Promise<RawAnswer> | RawAnswer;
  /** The form in which this protocol says that something failed. */
  refuse(error: AppError, status: number, headers: IncomingHttpHeaders): RawAnswer;
}

/** An answer in JSON. */
export function jsonAnswer(value: unknown, status = 200): RawAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
