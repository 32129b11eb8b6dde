import { createFindTemplate, type FindTemplate } from './operation-template';
import { isKnown, type SeriesLabels } from './series-labels';

/** How somebody wants the operations of one service to be named. */
export interface ServiceOperations {
  namespace: string;
  /** The service's short name. */
  name: string;
  /** `GET /orders/{id}`; the language of `operation-template`. */
  templates: readonly string[];
}

/** The name that somebody gave an operation, or a request, of a service; undefined where nobody did. */
export type NameOperation = (namespace: string, service: string, operation: string) => string | undefined;

/** Prepares lists of templates for being asked once a series or request. */
export function createNameOperation(services: readonly ServiceOperations[]): NameOperation {
  const finders = new Map<string, FindTemplate>();
  for (const { namespace, name, templates } of services)
    if (templates.length > 0) finders.set(`${namespace}/${name}`, createFindTemplate(templates));
  if (finders.size === 0) return () => undefined;
  return (namespace, service, operation) => finders.get(`${namespace}/${service}`)?.(operation);
}

/** Labels with the operation named as wanted: the same object where nothing changes. */
export function renameOperation(labels: SeriesLabels, nameOperation: NameOperation): SeriesLabels {
  const { request_operation: learnt } = labels;
  if (!isKnown(learnt)) return labels;
  const { destination_service_namespace: namespace, destination_service_name: service } = labels;
  const name = nameOperation(namespace, service, learnt);
  return name === undefined || name === learnt ? labels : { ...labels, request_operation: name };
}
