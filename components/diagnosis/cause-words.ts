import type { DiagnosedHypothesis } from '@/lib/protocol/api/diagnosis';

/** Causes as people say them. */
export const CAUSE_WORDS: Readonly<Record<DiagnosedHypothesis['cause'], string>> = {
  'application-error': 'Errors of the service itself',
  slow: 'Slow service',
  overload: 'Overload',
  'retry-storm': 'Retry storm',
  'workload-down': 'Workload down',
  'endpoint-down': 'One endpoint fails',
  'connection-broken': 'Connections break',
  'no-route': 'No route',
  'no-destination': 'Unknown destination',
  'no-healthy-endpoint': 'No healthy endpoint',
  'access-denied': 'Access denied by policy',
  'token-refused': 'Token refused',
  'mtls-mismatch': 'Mutual TLS mismatch',
  'certificate-invalid': 'Certificate not valid',
  'pool-overflow': 'Connection pool full',
  'rate-limited': 'Rate limit reached',
  'fault-injected': 'Injected fault',
  'timeout-too-short': 'Timeout too short',
  'egress-blocked': 'Egress blocked',
  'external-unreachable': 'External host unreachable',
  'bad-request': 'Bad requests',
  'caller-cancelled': 'Caller gives up',
};

/** Who has to act. */
export const FAULT_WORDS: Readonly<Record<DiagnosedHypothesis['fault'], string>> = {
  callee: 'the service',
  caller: 'the caller',
  configuration: 'configuration',
  network: 'the network',
  capacity: 'capacity',
};

/** What each part of a score asks. */
export const PART_WORDS: Readonly<Record<DiagnosedHypothesis['parts'][number]['name'], string>> = {
  share: 'How much it explains',
  origin: 'Begins here',
  signature: 'Fits this cause',
  timing: 'Change just before',
  support: 'Other evidence',
};

/** What earns the points of each part. */
export const PART_HELP: typeof PART_WORDS = {
  share: 'All points when every failed or slow request that was asked about leads here',
  origin: 'All points when what it calls itself answers well, so that nothing further down is to blame',
  signature: 'How closely codes, flags and timings are those that this kind of cause leaves',
  timing: 'Points for a change shortly before it began that can have this effect',
  support:
    'Points for what else speaks for it, as findings, the state of its workloads, requests that fail alike',
};
