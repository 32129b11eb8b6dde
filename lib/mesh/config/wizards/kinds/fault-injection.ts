import { percentField } from '../parts/percent-field';
import { httpRoutesPart } from '../parts/virtual-service-part';
import type { Wizard } from '../wizard';

const FAULT = httpRoutesPart('Faults', {
  delayPercent: percentField('Requests to delay', 'fault.delay.percentage.value'),
  delay: {
    type: 'text',
    label: 'Delay',
    at: 'fault.delay.fixedDelay',
    format: 'duration',
    placeholder: '5s',
  },
  abortPercent: percentField('Requests to fail', 'fault.abort.percentage.value'),
  status: {
    type: 'number',
    label: 'With HTTP status',
    at: 'fault.abort.httpStatus',
    min: 200,
    max: 599,
    isWhole: true,
  },
  grpcStatus: {
    type: 'text',
    label: 'With gRPC status',
    at: 'fault.abort.grpcStatus',
    placeholder: 'UNAVAILABLE',
    hint: 'Instead of an HTTP status.',
  },
});

/** Delays or fails a share of requests on purpose. */
export const FAULT_INJECTION: Wizard = {
  id: 'fault-injection',
  title: 'Fault injection',
  summary: 'Delay or fail a share of requests to see how callers cope.',
  group: 'Resilience',
  about: 'service',
  variants: [{ dialect: 'istio', parts: [FAULT] }],
};
