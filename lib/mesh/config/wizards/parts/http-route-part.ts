import type { FormFields, RowsField } from '../form-field';
import type { WizardPart, WizardSubject } from '../wizard';
import { blankObject, subjectName } from './blank-object';
import { routesToService } from './is-about';
import { ruleTitle } from './route-title';

const VALUE_MATCH = [
  { value: '', label: 'Is exactly' },
  { value: 'RegularExpression', label: 'Matches' },
] as const;

const namedMatches = (label: string, noun: string, at: string): RowsField => ({
  type: 'rows',
  label,
  noun,
  at,
  fields: {
    name: { type: 'text', label: 'Name', at: 'name', isRequired: true },
    type: { type: 'choice', label: 'Match', at: 'type', options: VALUE_MATCH },
    value: { type: 'text', label: 'Value', at: 'value', isRequired: true },
  },
});

const MATCH: FormFields = {
  pathType: {
    type: 'choice',
    label: 'Path',
    at: 'path.type',
    options: [
      { value: '', label: 'Begins with (default)' },
      { value: 'PathPrefix', label: 'Begins with' },
      { value: 'Exact', label: 'Is exactly' },
      { value: 'RegularExpression', label: 'Matches' },
    ],
  },
  path: { type: 'text', label: 'Path value', at: 'path.value', placeholder: '/' },
  method: { type: 'text', label: 'Method', at: 'method', suggest: 'method' },
  headers: namedMatches('Headers', 'header', 'headers'),
  queryParams: namedMatches('Query parameters', 'parameter', 'queryParams'),
};

/** Kubernetes services and how they share a rule's requests. */
export const BACKEND_REFS: RowsField = {
  type: 'rows',
  label: 'Go to',
  noun: 'backend',
  at: 'backendRefs',
  shares: 'weight',
  fields: {
    name: { type: 'text', label: 'Service', at: 'name', isRequired: true, suggest: 'host' },
    port: { type: 'number', label: 'Port', at: 'port', min: 1, max: 65_535, isWhole: true },
    weight: { type: 'number', label: 'Weight', at: 'weight', min: 0, max: 100, isWhole: true, unit: '%' },
  },
};

/** What a route is attached to: Gateways, or a Service for calls within the mesh. */
export const PARENT_REFS: RowsField = {
  type: 'rows',
  label: 'Attached to',
  hint: 'A Gateway for requests from outside, the Service itself for calls within the mesh.',
  noun: 'parent',
  at: 'spec.parentRefs',
  isRequired: true,
  fields: {
    kind: {
      type: 'choice',
      label: 'Kind',
      at: 'kind',
      options: [
        { value: '', label: 'Gateway (default)' },
        { value: 'Gateway', label: 'Gateway' },
        { value: 'Service', label: 'Service' },
      ],
    },
    group: { type: 'text', label: 'Group', at: 'group', when: ({ kind }) => kind === 'Service' },
    name: { type: 'text', label: 'Name', at: 'name', isRequired: true, suggest: 'gateway' },
    namespace: { type: 'text', label: 'Namespace', at: 'namespace', suggest: 'namespace' },
    port: { type: 'number', label: 'Port', at: 'port', min: 1, max: 65_535, isWhole: true },
  },
};

/** Services named after the versions of a service, as the Gateway API tells versions apart. */
export function versionBackends({ name, versions, port = 80 }: WizardSubject): unknown[] {
  if (versions.length < 2) return [{ name, port }];
  return versions.map((version, index) => ({
    name: `${name}-${version}`,
    port,
    weight: index === 0 ? 100 : 0,
  }));
}

/** A part that changes the rules of the service's HTTPRoute. */
export function httpRulesPart(title: string, fields: FormFields, isFixed = true): WizardPart {
  return {
    id: 'http-route',
    title,
    kind: 'HTTPRoute',
    isAbout: routesToService,
    blank: (subject) =>
      blankObject('HTTPRoute', subject, subjectName(subject), {
        parentRefs: [
          {
            group: '',
            kind: 'Service',
            name: subject.name,
            ...(subject.port === undefined ? {} : { port: subject.port }),
          },
        ],
        rules: [{ backendRefs: versionBackends(subject) }],
      }),
    fields: {
      parents: PARENT_REFS,
      rules: {
        type: 'rows',
        label: 'Rules',
        hint: 'The most specific match decides.',
        noun: 'rule',
        at: 'spec.rules',
        isFixed,
        title: ruleTitle,
        fields,
      },
    },
  };
}

const RULES = httpRulesPart(
  'Routes',
  {
    matches: {
      type: 'rows',
      label: 'Requests where',
      hint: 'Any of these; without one, every request.',
      noun: 'condition',
      at: 'matches',
      fields: MATCH,
    },
    backends: BACKEND_REFS,
  },
  false,
);

/** Hosts, matches and backends of an HTTPRoute. */
export const HTTP_ROUTE_PART: WizardPart = {
  ...RULES,
  fields: {
    hostnames: { type: 'words', label: 'Host names', at: 'spec.hostnames', placeholder: 'shop.example.com' },
    ...RULES.fields,
  },
};
