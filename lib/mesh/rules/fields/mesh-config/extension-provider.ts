import { ipAddressProblem, portProblem } from '../values/address';
import { domainNameProblem } from '../values/domain-name';
import { scopedHostProblems } from '../values/scoped-host';

type Fields = Readonly<Record<string, unknown>>;

/** Providers that are services, by the field of the provider that describes them. */
const SERVICES = new Set([
  'envoyExtAuthzHttp',
  'envoyExtAuthzGrpc',
  'zipkin',
  'lightstep',
  'datadog',
  'opencensus',
  'skywalking',
  'opentelemetry',
  'envoyOtelAls',
  'envoyHttpAls',
  'envoyTcpAls',
]);

/** What keeps a text from being the service of a provider: a host, an address, or `namespace/host`. */
export function providerServiceProblem(service: string): string | undefined {
  if (service === '') return 'The provider needs a service';
  if (service.includes('/')) return scopedHostProblems(service, { isGateway: false })[0];
  return ipAddressProblem(service) === undefined ? undefined : domainNameProblem(service);
}

/** What is wrong with one kind of provider, `zipkin` for instance; undefined for kinds that are no service. */
export function providerProblem(kind: string, fields: Fields): string | undefined {
  if (!SERVICES.has(kind)) return undefined;
  const { service = '', port, accessToken = '', grpc, http, pathPrefix = '' } = fields;
  const problem =
    providerServiceProblem(String(service)) ?? portProblem(typeof port === 'number' ? port : undefined);
  if (problem !== undefined) return problem;
  if (kind === 'lightstep' && accessToken === '') return 'lightstep needs an accessToken';
  if (kind === 'opentelemetry' && grpc !== undefined && http !== undefined) {
    return 'opentelemetry speaks either grpc or http, not both';
  }
  if (kind === 'envoyExtAuthzHttp' && pathPrefix !== '' && !String(pathPrefix).startsWith('/')) {
    return `The pathPrefix "${String(pathPrefix)}" must begin with /`;
  }
  return statusProblem(fields.statusOnError);
}

function statusProblem(status: unknown): string | undefined {
  if (status === undefined || status === '') return undefined;
  const isStatus = /^[1-5]\d\d$/.test(String(status));
  return isStatus ? undefined : `"${String(status)}" is no status to answer with when the provider fails`;
}
