import type { FormFields, Suggestion, WordsField } from '../form-field';
import { blankObject, subjectLabels, subjectName } from '../parts/blank-object';
import { selectsWorkloads } from '../parts/is-about';
import { selectorField } from '../parts/selector-field';
import type { Wizard } from '../wizard';

const words = (label: string, at: string, placeholder: string, suggest?: Suggestion): WordsField => ({
  type: 'words',
  label,
  at,
  placeholder,
  ...(suggest === undefined ? {} : { suggest }),
});

const SOURCE: FormFields = {
  principals: words('Identities', 'source.principals', 'cluster.local/ns/shop/sa/web', 'principal'),
  namespaces: words('Namespaces', 'source.namespaces', 'shop', 'namespace'),
  requestPrincipals: words('JWT issuer/subject', 'source.requestPrincipals', 'https://issuer/*'),
  ipBlocks: words('IP blocks', 'source.ipBlocks', '10.0.0.0/8'),
  remoteIpBlocks: words('Client IP blocks', 'source.remoteIpBlocks', '203.0.113.0/24'),
  notPrincipals: words('Except identities', 'source.notPrincipals', '*'),
  notNamespaces: words('Except namespaces', 'source.notNamespaces', 'shop', 'namespace'),
  notRequestPrincipals: words('Except JWT issuer/subject', 'source.notRequestPrincipals', '*'),
};

const OPERATION: FormFields = {
  methods: words('Methods', 'operation.methods', 'GET', 'method'),
  paths: words('Paths', 'operation.paths', '/api/*'),
  hosts: words('Hosts', 'operation.hosts', 'shop.example.com'),
  ports: words('Ports', 'operation.ports', '8080'),
  notMethods: words('Except methods', 'operation.notMethods', 'DELETE', 'method'),
  notPaths: words('Except paths', 'operation.notPaths', '/healthz'),
};

const FIELDS: FormFields = {
  workloads: selectorField(),
  action: {
    type: 'choice',
    label: 'Requests that match a rule are',
    at: 'spec.action',
    options: [
      { value: '', label: 'Allowed (default)' },
      { value: 'ALLOW', label: 'Allowed, all others denied' },
      { value: 'DENY', label: 'Denied' },
      { value: 'AUDIT', label: 'Audited' },
      { value: 'CUSTOM', label: 'Decided by an external authorizer' },
    ],
  },
  provider: {
    type: 'text',
    label: 'Provider',
    at: 'spec.provider.name',
    isRequired: true,
    when: ({ action }) => action === 'CUSTOM',
  },
  rules: {
    type: 'rows',
    label: 'Rules',
    hint: 'Any one of them can match. Without rules, no request matches.',
    noun: 'rule',
    at: 'spec.rules',
    fields: {
      from: {
        type: 'rows',
        label: 'From',
        hint: 'Any of these callers; leave empty for everyone.',
        noun: 'source',
        at: 'from',
        fields: SOURCE,
      },
      to: {
        type: 'rows',
        label: 'To',
        hint: 'Any of these operations; leave empty for all.',
        noun: 'operation',
        at: 'to',
        fields: OPERATION,
      },
      when: {
        type: 'rows',
        label: 'When',
        hint: 'All of these must hold.',
        noun: 'condition',
        at: 'when',
        fields: {
          key: {
            type: 'text',
            label: 'Attribute',
            at: 'key',
            isRequired: true,
            placeholder: 'request.headers[x-env]',
          },
          values: words('Is one of', 'values', 'prod'),
          notValues: words('Is none of', 'notValues', 'test'),
        },
      },
    },
  },
};

/** Says who may call what. */
export const AUTHORIZATION: Wizard = {
  id: 'authorization',
  title: 'Authorization',
  summary: 'Choose who can call which methods and paths of a workload.',
  group: 'Security',
  about: 'workloads',
  variants: [
    {
      dialect: 'istio',
      parts: [
        {
          id: 'authorization-policy',
          title: 'Policy',
          kind: 'AuthorizationPolicy',
          isAbout: (object, subject) => selectsWorkloads(object, subject, 'spec.selector.matchLabels'),
          blank: (subject) => {
            const matchLabels = subjectLabels(subject);
            return blankObject('AuthorizationPolicy', subject, subjectName(subject), {
              ...(matchLabels === undefined ? {} : { selector: { matchLabels } }),
              action: 'ALLOW',
              rules: [
                {
                  from: [{ source: { namespaces: [subject.namespace] } }],
                  to: [{ operation: { methods: ['GET'] } }],
                },
              ],
            });
          },
          fields: FIELDS,
        },
      ],
    },
  ],
};
