import type { FormFields } from '../form-field';
import { blankObject, subjectName } from '../parts/blank-object';
import { namesHost } from '../parts/is-about';
import type { Wizard } from '../wizard';

const PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TCP', 'TLS', 'MONGO'].map((value) => ({
  value,
  label: value,
}));

const FIELDS: FormFields = {
  hosts: {
    type: 'words',
    label: 'Hosts',
    at: 'spec.hosts',
    isRequired: true,
    placeholder: 'api.example.com',
  },
  location: {
    type: 'choice',
    label: 'Where it runs',
    at: 'spec.location',
    options: [
      { value: '', label: 'Outside the mesh (default)' },
      { value: 'MESH_EXTERNAL', label: 'Outside the mesh' },
      { value: 'MESH_INTERNAL', label: 'In the mesh' },
    ],
  },
  resolution: {
    type: 'choice',
    label: 'Address resolution',
    at: 'spec.resolution',
    options: [
      { value: '', label: 'None: as the caller resolved it (default)' },
      { value: 'NONE', label: 'None: as the caller resolved it' },
      { value: 'STATIC', label: 'Static: the endpoints below' },
      { value: 'DNS', label: 'DNS, all addresses' },
      { value: 'DNS_ROUND_ROBIN', label: 'DNS, one address at a time' },
      { value: 'DYNAMIC_DNS', label: 'Dynamic DNS: by the requested host' },
    ],
  },
  ports: {
    type: 'rows',
    label: 'Ports',
    noun: 'port',
    at: 'spec.ports',
    isRequired: true,
    blank: { number: 443, name: 'https', protocol: 'TLS' },
    fields: {
      number: {
        type: 'number',
        label: 'Port',
        at: 'number',
        min: 1,
        max: 65_535,
        isWhole: true,
        isRequired: true,
      },
      name: { type: 'text', label: 'Name', at: 'name', isRequired: true },
      protocol: { type: 'choice', label: 'Protocol', at: 'protocol', options: PROTOCOLS },
      target: { type: 'number', label: 'Target port', at: 'targetPort', min: 1, max: 65_535, isWhole: true },
    },
  },
  addresses: { type: 'words', label: 'Virtual addresses', at: 'spec.addresses', placeholder: '240.0.0.1' },
  endpoints: {
    type: 'rows',
    label: 'Endpoints',
    noun: 'endpoint',
    at: 'spec.endpoints',
    fields: {
      address: { type: 'text', label: 'Address', at: 'address', isRequired: true },
      locality: { type: 'text', label: 'Locality', at: 'locality', placeholder: 'region/zone' },
      weight: { type: 'number', label: 'Weight', at: 'weight', min: 0, isWhole: true },
    },
  },
  exportTo: {
    type: 'words',
    label: 'Visible in',
    hint: 'Leave empty for everywhere; . means this namespace.',
    at: 'spec.exportTo',
    suggest: 'namespace',
  },
};

/** Makes a host outside the mesh known to it. */
export const SERVICE_ENTRY: Wizard = {
  id: 'service-entry',
  title: 'Service entry',
  summary: 'Add a host the mesh does not discover, so that it can be routed to and observed.',
  group: 'Edges',
  about: 'service',
  variants: [
    {
      dialect: 'istio',
      parts: [
        {
          id: 'service-entry',
          title: 'Host',
          kind: 'ServiceEntry',
          isAbout: (object, subject) => namesHost(object, subject, 'spec.hosts'),
          blank: (subject) =>
            blankObject('ServiceEntry', subject, subjectName(subject, 'external'), {
              hosts: subject.name === '' ? [] : [subject.name],
              location: 'MESH_EXTERNAL',
              resolution: 'DNS',
              ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
            }),
          fields: FIELDS,
        },
      ],
    },
  ],
};
