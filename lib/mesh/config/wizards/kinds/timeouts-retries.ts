import { httpRulesPart } from '../parts/http-route-part';
import { httpRoutesPart } from '../parts/virtual-service-part';
import type { Wizard } from '../wizard';

const ISTIO = httpRoutesPart('Timeouts and retries', {
  timeout: {
    type: 'text',
    label: 'Timeout',
    hint: 'Over all tries.',
    at: 'timeout',
    format: 'duration',
    placeholder: '10s',
  },
  attempts: {
    type: 'number',
    label: 'Retries',
    hint: 'Tries after the first; 0 switches them off, 2 by default.',
    at: 'retries.attempts',
    min: 0,
    isWhole: true,
  },
  perTry: {
    type: 'text',
    label: 'Timeout of each try',
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
    label: 'First pause between tries',
    hint: 'Doubles with each try; 25ms by default.',
    at: 'retries.backoff',
    format: 'duration',
    placeholder: '25ms',
  },
});

const GATEWAY_API = httpRulesPart('Timeouts', {
  request: {
    type: 'text',
    label: 'Timeout',
    hint: 'Over all tries.',
    at: 'timeouts.request',
    format: 'duration',
    placeholder: '10s',
  },
  backend: {
    type: 'text',
    label: 'Timeout of each try',
    at: 'timeouts.backendRequest',
    format: 'duration',
    placeholder: '2s',
  },
});

/** Bounds how long callers wait, and how often they try. */
export const TIMEOUTS_RETRIES: Wizard = {
  id: 'timeouts-retries',
  title: 'Timeouts and retries',
  summary: 'Bound how long callers wait and how often they try again.',
  group: 'Resilience',
  about: 'service',
  variants: [
    { dialect: 'istio', parts: [ISTIO] },
    { dialect: 'gateway-api', parts: [GATEWAY_API] },
  ],
};
