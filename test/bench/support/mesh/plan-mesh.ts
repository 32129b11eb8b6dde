import { seededRandom } from '@/demo/kit/seeded-random';
import type { MeshPlan, MeshSize } from './mesh-plan';
import { planCalls } from './plan-calls';
import { planServices } from './plan-services';

/** Makes up a mesh: namespaces, services with their versions, and who calls whom; equal for equal sizes. */
export function planMesh(size: MeshSize): MeshPlan {
  const random = seededRandom(size.seed);
  const services = planServices(size, random);
  const workloads = services.flatMap(({ versions }) => versions.map(({ workload }) => workload));
  return { services, workloads, calls: planCalls(services, size, random) };
}
