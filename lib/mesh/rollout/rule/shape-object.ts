import type { ConfigObject } from '../../config/config-object';
import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { TrafficShape } from '../traffic-shape';
import { shapeHttpRoute } from './shape-http-route';
import { shapeVirtualService } from './shape-virtual-service';
import type { ShapedVersions } from './shaped-versions';

/** The object that the plan's target names, with the shape written into its rule. */
export function shapeObject(
  object: ConfigObject,
  versions: ShapedVersions,
  shape: TrafficShape,
): ConfigObject {
  const spec =
    versions.target.kind === 'VirtualService'
      ? shapeVirtualService(object.spec as VirtualServiceSpec, versions, shape)
      : shapeHttpRoute(object.spec as HttpRouteSpec, versions, shape);
  return { ...object, spec };
}
