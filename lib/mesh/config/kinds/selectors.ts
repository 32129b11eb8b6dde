import { limited, list, map, object, requiring, type SchemaCheck, text } from '../schema/schema';

const GROUP = '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
const KIND = '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$';

type Labels = Readonly<Record<string, string>>;

const plainLabels: readonly SchemaCheck[] = [
  { message: 'must not have an empty key', holds: (labels: Labels) => !Object.keys(labels).includes('') },
  {
    message: 'must not have a wildcard in a key',
    holds: (labels: Labels) => !Object.keys(labels).some((key) => key.includes('*')),
  },
  {
    message: 'must not have a wildcard in a value',
    holds: (labels: Labels) => !Object.values(labels).some((value) => String(value).includes('*')),
  },
];

/** Workloads of a policy, by all of their labels. */
export const selectorSchema = object(
  {
    matchLabels: limited(
      map(limited(text(), { maxLength: 63 }), 'Labels a workload must carry, all of them.'),
      {
        maxEntries: 4096,
        checks: plainLabels,
      },
    ),
  },
  'The workloads this applies to, by their labels; all of the namespace when left out.',
);

/** Workloads of a networking resource, by all of their labels. */
export const workloadSelectorSchema = object(
  {
    labels: limited(map(limited(text(), { maxLength: 63 }), 'Labels a workload must carry, all of them.'), {
      maxEntries: 256,
      checks: plainLabels.slice(1),
    }),
  },
  'The workloads this applies to, by their labels.',
);

const targetRef = requiring(
  object(
    {
      group: limited(text('API group of the target; empty for core kinds such as Service.'), {
        maxLength: 253,
        pattern: GROUP,
      }),
      kind: limited(text('Kind of the target: Service, ServiceEntry, Gateway or GatewayClass.'), {
        minLength: 1,
        maxLength: 63,
        pattern: KIND,
      }),
      name: limited(text('Name of the target.'), { minLength: 1, maxLength: 253 }),
      namespace: limited(text('Must stay empty: a target lives in the namespace of the policy.'), {
        checks: [{ message: 'cannot refer to another namespace', holds: (name: string) => name === '' }],
      }),
    },
    'A gateway or service this applies to, instead of a selector.',
  ),
  'kind',
  'name',
);

/** The three ways to say what a policy applies to. */
export const policyTargets = {
  selector: selectorSchema,
  targetRef,
  targetRefs: limited(list(targetRef, 'Gateways or services this applies to, instead of a selector.'), {
    maxItems: 16,
  }),
};

/** The one choice among `policyTargets`. */
export const POLICY_TARGETS_EXCLUSIVE = [['selector', 'targetRef', 'targetRefs']] as const;
