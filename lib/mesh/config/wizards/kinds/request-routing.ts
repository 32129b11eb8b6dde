import type { FormFields, FormRecord } from '../form-field';
import { WEIGHTED_DESTINATIONS } from '../parts/destination-fields';
import { HTTP_ROUTE_PART, VERSIONS_ARE_SERVICES } from '../parts/http-route-part';
import { SUBSETS_PART } from '../parts/subsets-part';
import { httpRoutesPart } from '../parts/virtual-service-part';
import type { Wizard, WizardPart } from '../wizard';

const HTTP_MATCH: FormFields = {
  uri: { type: 'match', label: 'Path', at: 'uri' },
  method: { type: 'match', label: 'Method', at: 'method' },
  authority: { type: 'match', label: 'Host header', at: 'authority' },
  headers: {
    type: 'entries',
    label: 'Headers',
    noun: 'header',
    keyLabel: 'Header',
    at: 'headers',
    fields: { match: { type: 'match', label: 'Value', at: '', canBePresent: true } },
    blank: {},
  },
  queryParams: {
    type: 'entries',
    label: 'Query parameters',
    noun: 'parameter',
    keyLabel: 'Parameter',
    at: 'queryParams',
    fields: { match: { type: 'match', label: 'Value', at: '' } },
    blank: {},
  },
  sourceNamespace: {
    type: 'text',
    label: 'Caller’s namespace',
    at: 'sourceNamespace',
    suggest: 'namespace',
  },
};

const hasNoRedirect = ({ redirectHost, redirectPath, status }: FormRecord) =>
  redirectHost === '' && redirectPath === '' && status === undefined;

const ROUTE: FormFields = {
  name: { type: 'text', label: 'Name', at: 'name', hint: 'Shown in access logs.' },
  match: {
    type: 'rows',
    label: 'Match requests where',
    hint: 'Any of these; leave empty for every request.',
    noun: 'condition',
    at: 'match',
    fields: HTTP_MATCH,
  },
  destinations: { ...WEIGHTED_DESTINATIONS, label: 'Route to', when: hasNoRedirect },
  redirectHost: { type: 'text', label: 'Redirect to host', at: 'redirect.authority' },
  redirectPath: { type: 'text', label: 'Redirect to path', at: 'redirect.uri' },
  status: {
    type: 'number',
    label: 'Respond with status',
    at: 'directResponse.status',
    min: 200,
    max: 599,
    isWhole: true,
    hint: 'Without calling a destination.',
  },
  rewritePath: { type: 'text', label: 'Rewrite the matched path to', at: 'rewrite.uri' },
};

const ROUTES = httpRoutesPart('Routes', ROUTE, false);

const VIRTUAL_SERVICE: WizardPart = {
  ...ROUTES,
  fields: {
    hosts: { type: 'words', label: 'Hosts', at: 'spec.hosts', isRequired: true, suggest: 'host' },
    gateways: {
      type: 'words',
      label: 'Gateways',
      hint: 'Where requests enter. “mesh” stands for other workloads, and is the default.',
      at: 'spec.gateways',
      suggest: 'gateway',
    },
    ...ROUTES.fields,
  },
};

/** Sends requests by path, headers and more to a version. */
export const REQUEST_ROUTING: Wizard = {
  id: 'request-routing',
  title: 'Request routing',
  summary: 'Send requests to a version by path, method, header or caller.',
  group: 'Routing',
  about: 'service',
  variants: [
    { dialect: 'istio', parts: [VIRTUAL_SERVICE, SUBSETS_PART] },
    { dialect: 'gateway-api', parts: [{ ...HTTP_ROUTE_PART, note: VERSIONS_ARE_SERVICES }] },
  ],
};
