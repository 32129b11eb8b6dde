import type { HttpFault } from '../../config/kinds/virtual-service';
import { grpcStatusNumber } from '../../log/response-code-name';
import { durationOr } from '../policy/effective-policy';
import type { FaultPlan } from '../route-plan';

/** The faults of a rule; an absent percentage is 0, so such a block does nothing. */
export function planFault(fault: HttpFault | undefined): FaultPlan | undefined {
  const delay = planDelay(fault?.delay);
  const abort = planAbort(fault?.abort);
  return delay === undefined && abort === undefined ? undefined : { delay, abort };
}

function planDelay(delay: HttpFault['delay']): FaultPlan['delay'] {
  if (delay === undefined || delay === null) return undefined;
  const percent = delay.percentage?.value ?? delay.percent ?? 0;
  const durationMs = durationOr(delay.fixedDelay, 0);
  return percent > 0 && durationMs > 0 ? { durationMs, percent } : undefined;
}

function planAbort(abort: HttpFault['abort']): FaultPlan['abort'] {
  if (abort === undefined || abort === null) return undefined;
  const percent = abort.percentage?.value ?? 0;
  const grpcStatus = abort.grpcStatus === undefined ? undefined : grpcStatusNumber(abort.grpcStatus);
  if (percent <= 0 || (abort.httpStatus === undefined && grpcStatus === undefined)) return undefined;
  return { httpStatus: abort.httpStatus, grpcStatus, percent };
}
