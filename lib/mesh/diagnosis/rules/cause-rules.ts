import type { CauseRule } from '../scene';
import { accessDenied } from './access-denied';
import { applicationError } from './application-error';
import { badRequest } from './bad-request';
import { callerCancelled } from './caller-cancelled';
import { certificateInvalid } from './certificate-invalid';
import { connectionBroken } from './connection-broken';
import { egressBlocked } from './egress-blocked';
import { endpointDown } from './endpoint-down';
import { externalUnreachable } from './external-unreachable';
import { faultInjected } from './fault-injected';
import { mtlsMismatch } from './mtls-mismatch';
import { noDestination } from './no-destination';
import { noHealthyEndpoint } from './no-healthy-endpoint';
import { noRoute } from './no-route';
import { overload } from './overload';
import { poolOverflow } from './pool-overflow';
import { rateLimited } from './rate-limited';
import { retryStorm } from './retry-storm';
import { slow } from './slow';
import { timeoutTooShort } from './timeout-too-short';
import { tokenRefused } from './token-refused';
import { workloadDown } from './workload-down';

/** Every cause that is looked for. A new one is a file here and a line below. */
export const CAUSE_RULES: readonly CauseRule[] = [
  applicationError,
  slow,
  overload,
  retryStorm,
  workloadDown,
  endpointDown,
  connectionBroken,
  noRoute,
  noDestination,
  noHealthyEndpoint,
  accessDenied,
  tokenRefused,
  mtlsMismatch,
  certificateInvalid,
  poolOverflow,
  rateLimited,
  faultInjected,
  timeoutTooShort,
  egressBlocked,
  externalUnreachable,
  badRequest,
  callerCancelled,
];
