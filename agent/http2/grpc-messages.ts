import { GRPC_STATUSES, GRPC_UNKNOWN } from '../../lib/mesh/traffic/grpc-status';
import { Header } from '../http1/header-id';
import type { RequestHead } from '../http1/request-head';
import { isGrpc } from '../proxy/body-kind';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { MessageCounter } from './message-counter';

/** The messages of a gRPC exchange. */
export interface GrpcMessages {
  readonly request: MessageCounter;
  readonly response: MessageCounter;
}

/** Counters for a request of gRPC; undefined for any other. */
export function openMessages({ headers }: RequestHead): GrpcMessages | undefined {
  if (!isGrpc(headers.find(Header.contentType))) return undefined;
  return { request: new MessageCounter(), response: new MessageCounter() };
}

/** What is known at the end; an answer without a status of its own has the one its code stands for, as in Envoy. */
export function noteMessages({ request, response }: GrpcMessages, record: ExchangeRecord): void {
  record.requestMessages = request.count;
  record.responseMessages = response.count;
  if (record.grpcStatus === '' && record.responseCode > 0)
    record.grpcStatus = String(GRPC_STATUSES[record.responseCode] ?? GRPC_UNKNOWN);
}
