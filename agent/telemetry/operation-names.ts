import { createPathTemplates } from '../../lib/mesh/metrics/path-template';
import { createNameOperation, type ServiceOperations } from '../../lib/mesh/metrics/service-operations';
import type { ExchangeRecord } from './exchange-record';
import type { WorkloadSelf } from './workload-self';

type NamedExchange = Pick<ExchangeRecord, 'direction' | 'method' | 'path' | 'service'>;

/** Names operations: by the templates that people gave a service, else as learnt from the paths that pass by. */
export class OperationNames {
  private readonly inbound = createPathTemplates();
  private readonly outbound = createPathTemplates();
  private readonly self: Pick<WorkloadSelf, 'service'>;
  private services: readonly ServiceOperations[] = [];
  private nameOperation = createNameOperation([]);

  constructor(self: Pick<WorkloadSelf, 'service'>) {
    this.self = self;
  }

  /** Templates from now on; the same list costs nothing. */
  use(services: readonly ServiceOperations[]): void {
    if (services === this.services) return;
    this.services = services;
    this.nameOperation = createNameOperation(services);
  }

  operationOf(exchange: NamedExchange): string {
    const { direction, method, path } = exchange;
    const templates = direction === 'inbound' ? this.inbound : this.outbound;
    const given = this.services.length === 0 ? undefined : this.givenName(exchange);
    return given ?? templates.operationOf(method, path);
  }

  /** Undefined when nobody gave it one. */
  private givenName({ direction, method, path, service }: NamedExchange): string | undefined {
    const asked = service ?? (direction === 'inbound' ? this.self.service : undefined);
    if (asked === undefined) return undefined;
    const query = path.indexOf('?');
    const request = `${method} ${query === -1 ? path : path.slice(0, query)}`;
    return this.nameOperation(asked.namespace, asked.name, request);
  }
}
