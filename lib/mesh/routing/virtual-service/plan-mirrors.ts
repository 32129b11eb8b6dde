import type { HttpRoute } from '../../config/kinds/virtual-service';
import type { CompileContext } from '../compile-context';
import type { MirrorPlan } from '../route-plan';
import { planDestination } from './plan-destinations';

/** Where copies go: all requests unless a percentage is given, none at 0. */
export function planMirrors(route: HttpRoute, namespace: string, context: CompileContext): MirrorPlan[] {
  const percent = route.mirrorPercentage?.value ?? route.mirrorPercent ?? route.mirror_percent;
  const written = [
    ...(route.mirror === undefined || route.mirror === null ? [] : [{ destination: route.mirror, percent }]),
    ...(route.mirrors ?? []).map(({ destination, percentage }) => ({
      destination,
      percent: percentage === undefined ? undefined : (percentage?.value ?? 0),
    })),
  ];
  return written
    .map(({ destination, percent: share = 100 }) => ({
      destination: planDestination(destination, 100, namespace, context),
      percent: share,
    }))
    .filter((mirror) => mirror.percent > 0);
}
