import type { ExchangeView } from './exchange-view';

const OPERATOR = /%%|%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g;

/** Puts values in for Envoy's command operators in header values, cut where `:LENGTH` says; an unknown one stays as it is written. */
export function expandOperators(value: string, exchange: ExchangeView): string {
  return value.replaceAll(
    OPERATOR,
    (whole: string, name: string | undefined, argument: string | undefined, length: string | undefined) => {
      if (name === undefined) return '%';
      const found = readOperator(name, argument ?? '', exchange);
      return found?.slice(0, length === undefined ? undefined : Number(length)) ?? whole;
    },
  );
}

function readOperator(name: string, argument: string, exchange: ExchangeView): string | undefined {
  const { record } = exchange;
  switch (name) {
    case 'REQ':
      return readHeader(argument, exchange);
    case 'PROTOCOL':
      return record.protocol;
    case 'DOWNSTREAM_REMOTE_ADDRESS':
      return record.downstreamRemoteAddress;
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return withoutPort(record.downstreamRemoteAddress);
    case 'DOWNSTREAM_LOCAL_ADDRESS':
      return record.downstreamLocalAddress;
    case 'UPSTREAM_REMOTE_ADDRESS':
    case 'UPSTREAM_HOST':
      return record.upstreamHost ?? '';
    case 'UPSTREAM_CLUSTER':
      return record.upstreamCluster;
    case 'RESPONSE_CODE':
      return String(record.responseCode);
    case 'RESPONSE_FLAGS':
      return record.flags;
    case 'ROUTE_NAME':
      return record.routeName ?? '';
    case 'START_TIME':
      return new Date(record.startedAtMs).toISOString();
    default:
      return undefined;
  }
}

/** `NAME?OTHER`: the first of the two that is there. */
function readHeader(argument: string, exchange: ExchangeView): string {
  for (const name of argument.toLowerCase().split('?')) {
    const value = readPseudoHeader(name, exchange) ?? exchange.request.headers.findNamed(name);
    if (value !== undefined) return value;
  }
  return '';
}

function readPseudoHeader(name: string, { record }: ExchangeView): string | undefined {
  if (name === ':authority') return record.authority;
  if (name === ':path') return record.path;
  return name === ':method' ? record.method : undefined;
}

function withoutPort(address: string): string {
  const host = address.slice(0, address.lastIndexOf(':'));
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
