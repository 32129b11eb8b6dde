import type { FormFields, FormRecord } from '../form-field';
import { blankObject, subjectName } from '../parts/blank-object';
import { HTTP_ROUTE_PART } from '../parts/http-route-part';
import { namesHost } from '../parts/is-about';
import { isMapping, valueAt } from '../value-path';
import type { Wizard, WizardPart, WizardSubject } from '../wizard';
import { REQUEST_ROUTING } from './request-routing';

/** The gateway that is opened: the one that is there, or one named after the service. */
const gatewayName = (subject: WizardSubject): string => subject.gateway ?? subjectName(subject, 'gateway');

const isTls = ({ protocol }: FormRecord) => protocol === 'HTTPS' || protocol === 'TLS';

const PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TCP', 'TLS'].map((value) => ({ value, label: value }));

const GATEWAY_FIELDS: FormFields = {
  selector: {
    type: 'entries',
    label: 'Gateway proxies with these labels',
    noun: 'label',
    keyLabel: 'Label',
    at: 'spec.selector',
    fields: { value: { type: 'text', label: 'Value', at: '', isRequired: true } },
    blank: '',
  },
  servers: {
    type: 'rows',
    label: 'Servers',
    noun: 'server',
    at: 'spec.servers',
    isRequired: true,
    blank: { port: { number: 80, protocol: 'HTTP', name: 'http' } },
    fields: {
      port: {
        type: 'number',
        label: 'Port',
        at: 'port.number',
        min: 1,
        max: 65_535,
        isWhole: true,
        isRequired: true,
      },
      protocol: { type: 'choice', label: 'Protocol', at: 'port.protocol', options: PROTOCOLS },
      name: { type: 'text', label: 'Port name', at: 'port.name', isRequired: true },
      hosts: {
        type: 'words',
        label: 'Hosts',
        at: 'hosts',
        isRequired: true,
        placeholder: 'shop.example.com',
      },
      tls: {
        type: 'choice',
        label: 'TLS',
        at: 'tls.mode',
        options: [
          { value: '', label: 'Not set' },
          { value: 'SIMPLE', label: 'Simple: server certificate only' },
          { value: 'MUTUAL', label: 'Mutual: client certificate too' },
          { value: 'OPTIONAL_MUTUAL', label: 'Optional mutual' },
          { value: 'PASSTHROUGH', label: 'Pass through' },
          { value: 'AUTO_PASSTHROUGH', label: 'Auto pass through' },
          { value: 'ISTIO_MUTUAL', label: 'Istio mutual' },
        ],
        when: isTls,
      },
      credential: { type: 'text', label: 'Certificate secret', at: 'tls.credentialName', when: isTls },
      redirect: {
        type: 'flag',
        label: 'Redirect HTTP to HTTPS',
        at: 'tls.httpsRedirect',
        when: ({ protocol }) => protocol === 'HTTP',
      },
    },
  },
};

const GATEWAY: WizardPart = {
  id: 'gateway',
  title: 'Gateway',
  note: 'Opens ports at the edge for certain hosts.',
  kind: 'Gateway',
  isAbout: (object, subject) =>
    object.metadata.namespace === subject.namespace && object.metadata.name === gatewayName(subject),
  blank: (subject) =>
    blankObject('Gateway', subject, gatewayName(subject), {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, protocol: 'HTTP', name: 'http' }, hosts: ['*'] }],
    }),
  fields: GATEWAY_FIELDS,
};

const ROUTES = REQUEST_ROUTING.variants[0].parts[0];

const VIRTUAL_SERVICE: WizardPart[] =
  ROUTES === undefined
    ? []
    : [
        {
          ...ROUTES,
          title: 'Routes from the gateway',
          // A VirtualService for the mesh alone is another one than that of the gateway.
          isAbout: (object, subject) =>
            namesHost(object, subject, 'spec.hosts') || isBoundTo(object, gatewayName(subject)),
          blank: (subject) =>
            blankObject('VirtualService', subject, `${gatewayName(subject)}-ingress`, {
              hosts: ['*'],
              gateways: [gatewayName(subject)],
              http: [{ route: [{ destination: { host: subject.name } }] }],
            }),
        },
      ];

function isBoundTo(object: { spec?: unknown }, gateway: string): boolean {
  const gateways = valueAt(object, 'spec.gateways');
  return Array.isArray(gateways) && gateways.includes(gateway);
}

const LISTENERS: FormFields = {
  gatewayClass: { type: 'text', label: 'Gateway class', at: 'spec.gatewayClassName', isRequired: true },
  listeners: {
    type: 'rows',
    label: 'Listeners',
    noun: 'listener',
    at: 'spec.listeners',
    isRequired: true,
    blank: { name: 'http', port: 80, protocol: 'HTTP' },
    fields: {
      name: { type: 'text', label: 'Name', at: 'name', isRequired: true },
      port: {
        type: 'number',
        label: 'Port',
        at: 'port',
        min: 1,
        max: 65_535,
        isWhole: true,
        isRequired: true,
      },
      protocol: {
        type: 'choice',
        label: 'Protocol',
        at: 'protocol',
        options: ['HTTP', 'HTTPS', 'TLS', 'TCP'].map((value) => ({ value, label: value })),
      },
      hostname: { type: 'text', label: 'Host', at: 'hostname', placeholder: 'shop.example.com' },
      tls: {
        type: 'choice',
        label: 'TLS',
        at: 'tls.mode',
        options: [
          { value: '', label: 'Terminate (default)' },
          { value: 'Terminate', label: 'Terminate' },
          { value: 'Passthrough', label: 'Pass through' },
        ],
        when: isTls,
      },
      certificates: {
        type: 'rows',
        label: 'Certificates',
        noun: 'certificate',
        at: 'tls.certificateRefs',
        isRequired: true,
        fields: {
          name: { type: 'text', label: 'Secret', at: 'name', isRequired: true },
          namespace: { type: 'text', label: 'Namespace', at: 'namespace', suggest: 'namespace' },
        },
        when: (listener) => isTls(listener) && listener.tls !== 'Passthrough',
      },
      from: {
        type: 'choice',
        label: 'Accept routes from',
        at: 'allowedRoutes.namespaces.from',
        options: [
          { value: '', label: 'The same namespace (default)' },
          { value: 'Same', label: 'The same namespace' },
          { value: 'All', label: 'All namespaces' },
          { value: 'Selector', label: 'Selected namespaces' },
        ],
      },
    },
  },
};

const K8S_GATEWAY: WizardPart = {
  id: 'k8s-gateway',
  title: 'Gateway',
  note: 'Opens ports at the edge for certain hosts.',
  kind: 'K8sGateway',
  isAbout: GATEWAY.isAbout,
  blank: (subject) =>
    blankObject('K8sGateway', subject, gatewayName(subject), {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
    }),
  fields: LISTENERS,
};

const HTTP_ROUTE: WizardPart = {
  ...HTTP_ROUTE_PART,
  title: 'Routes from the gateway',
  isAbout: (object, subject) => {
    const parents = valueAt(object, 'spec.parentRefs');
    return (
      object.metadata.namespace === subject.namespace &&
      Array.isArray(parents) &&
      parents.some((parent) => isMapping(parent) && parent.name === gatewayName(subject))
    );
  },
  blank: (subject) =>
    blankObject('HTTPRoute', subject, `${gatewayName(subject)}-ingress`, {
      parentRefs: [{ name: gatewayName(subject) }],
      rules: [{ backendRefs: [{ name: subject.name, port: subject.port ?? 80 }] }],
    }),
};

/** Lets requests in from outside. */
export const GATEWAY_EXPOSURE: Wizard = {
  id: 'gateway-exposure',
  title: 'Gateway exposure',
  summary: 'Open a port at the edge and route incoming requests to a service.',
  group: 'Edges',
  about: 'service',
  variants: [
    { dialect: 'istio', parts: [GATEWAY, ...VIRTUAL_SERVICE] },
    { dialect: 'gateway-api', parts: [K8S_GATEWAY, HTTP_ROUTE] },
  ],
};
