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
  label: 'Route to',
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

/** What somebody who comes from subsets has to know. */
export const VERSIONS_ARE_SERVICES =
  'The Gateway API has no subsets: requests are shared between Services, so each version needs its own.';

/** The Services of the versions of a service, where there are such; else the service itself. */
export function versionBackends({ name, versions, services, port = 80 }: WizardSubject): unknown[] {
  const names = versions.map((version) => `${name}-${version}`);
  const known = services === undefined ? names : names.filter((candidate) => services.includes(candidate));
  if (known.length < 2) return [{ name, port }];
  return known.map((backend, index) => ({ name: backend, port, weight: index === 0 ? 100 : 0 }));
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
        ifNone: 'It has no rules. Add one with the request routing wizard first.',
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
      label: 'Match requests where',
      hint: 'Any of these; leave empty for every request.',
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
