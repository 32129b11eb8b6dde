import { httpRulesPart } from '../parts/http-route-part';
import { httpRoutesPart } from '../parts/virtual-service-part';
import type { Wizard } from '../wizard';

const ISTIO = httpRoutesPart('Timeouts and retries', {
  timeout: {
    type: 'text',
    label: 'Timeout',
    hint: 'Covers all attempts.',
    at: 'timeout',
    format: 'duration',
    placeholder: '10s',
  },
  attempts: {
    type: 'number',
    label: 'Retries',
    hint: 'After the first attempt. 0 turns retries off; default: 2.',
    at: 'retries.attempts',
    min: 0,
    isWhole: true,
  },
  perTry: {
    type: 'text',
    label: 'Timeout per attempt',
    at: 'retries.perTryTimeout',
    format: 'duration',
    placeholder: '2s',
  },
  retryOn: {
    type: 'words',
    label: 'Retry on',
    at: 'retries.retryOn',
    separator: ',',
    placeholder: '5xx',
    suggest: 'retry-on',
  },
  backoff: {
    type: 'text',
    label: 'Initial backoff',
    hint: 'Doubles with each retry; default: 25ms.',
    at: 'retries.backoff',
    format: 'duration',
    placeholder: '25ms',
  },
});

const GATEWAY_API = httpRulesPart('Timeouts and retries', {
  request: {
    type: 'text',
    label: 'Timeout',
    hint: 'Covers all attempts.',
    at: 'timeouts.request',
    format: 'duration',
    placeholder: '10s',
  },
  backend: {
    type: 'text',
    label: 'Timeout per attempt',
    at: 'timeouts.backendRequest',
    format: 'duration',
    placeholder: '2s',
  },
  attempts: {
    type: 'number',
    label: 'Retries',
    hint: 'After the first attempt; 0 turns retries off.',
    at: 'retry.attempts',
    min: 0,
    isWhole: true,
  },
  codes: {
    type: 'words',
    label: 'Retry on status',
    at: 'retry.codes',
    placeholder: '503',
    isNumeric: true,
  },
  backoff: {
    type: 'text',
    label: 'Backoff',
    hint: 'Between attempts.',
    at: 'retry.backoff',
    format: 'duration',
    placeholder: '100ms',
  },
});

/** Bounds how long callers wait, and how often they try. */
export const TIMEOUTS_RETRIES: Wizard = {
  id: 'timeouts-retries',
  title: 'Timeouts and retries',
  summary: 'Limit how long callers wait and how often requests are retried.',
  group: 'Resilience',
  about: 'service',
  variants: [
    { dialect: 'istio', parts: [ISTIO] },
    { dialect: 'gateway-api', parts: [GATEWAY_API] },
  ],
};
