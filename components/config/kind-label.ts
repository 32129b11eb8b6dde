import type { ConfigKindName } from '@/lib/mesh/config/kinds';

/** What a kind is called on screen: both Gateways have the same name, so one says where it is from. */
export function kindLabel(kind: ConfigKindName | string): string {
  return kind === 'K8sGateway' ? 'Gateway (Gateway API)' : kind;
}
