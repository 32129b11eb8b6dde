import type {
  AuthorizationPolicySpec,
  AuthorizationRule,
  PeerAuthenticationSpec,
} from '@/lib/mesh/config/kinds/security';
import { fact, type OverviewSection } from './overview-section';

const ACTIONS = {
  ALLOW: 'Allows, and denies everything else',
  DENY: 'Denies',
  AUDIT: 'Notes',
  CUSTOM: 'Asks elsewhere',
};

const MODES = {
  STRICT: 'only mutual TLS comes in',
  PERMISSIVE: 'mutual TLS and plain text come in',
  DISABLE: 'only plain text comes in',
  UNSET: 'as the level above says',
};

/** An AuthorizationPolicy in words. */
export function describeAuthorization(spec: AuthorizationPolicySpec): OverviewSection[] {
  const { action = 'ALLOW', rules, selector } = spec;
  const nothing = rules === undefined || rules.length === 0;
  return [
    {
      title: ACTIONS[action],
      facts: [
        ...fact('Workloads', labelWords(selector?.matchLabels)),
        ...(nothing
          ? fact('Matches', action === 'ALLOW' ? 'nothing: every request is denied' : 'nothing')
          : []),
      ],
    },
    ...(rules ?? []).map((rule, index) => ({ title: `Rule ${index + 1}`, facts: ruleFacts(rule) })),
  ];
}

function ruleFacts({ from = [], to = [], when = [] }: AuthorizationRule) {
  return [
    ...fact('From', from.map(({ source }) => fieldWords(source)).join('; or ') || 'anybody'),
    ...fact('To', to.map(({ operation }) => fieldWords(operation)).join('; or ') || 'anything'),
    ...when.flatMap(({ key, values, notValues }) => [
      ...fact(`When ${key ?? '?'}`, values),
      ...fact(`Unless ${key ?? '?'}`, notValues),
    ]),
  ];
}

/** A PeerAuthentication in words. */
export function describePeers({
  selector,
  mtls,
  portLevelMtls = {},
}: PeerAuthenticationSpec): OverviewSection[] {
  return [
    {
      title: 'Mutual TLS',
      facts: [
        ...fact('Workloads', labelWords(selector?.matchLabels)),
        ...fact('Mode', MODES[mtls?.mode ?? 'UNSET']),
        ...Object.entries(portLevelMtls).flatMap(([port, own]) =>
          fact(`Port ${port}`, MODES[own.mode ?? 'UNSET']),
        ),
      ],
    },
  ];
}

function labelWords(labels: Readonly<Record<string, string>> | undefined): string {
  const words = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return words.length === 0 ? 'all of the namespace' : words.join(', ');
}

function fieldWords(fields: Readonly<Record<string, readonly string[] | undefined>> | undefined): string {
  return Object.entries(fields ?? {})
    .map(([name, values]) => `${name} ${(values ?? []).join(' or ')}`)
    .join(', ');
}
