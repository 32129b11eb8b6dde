import type { ConfigKindName } from '@/lib/mesh/config/kinds';
import type { DestinationRuleSpec } from '@/lib/mesh/config/kinds/destination-rule';
import type { AuthorizationPolicySpec, PeerAuthenticationSpec } from '@/lib/mesh/config/kinds/security';
import type { VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';
import { describeAnything } from './describe-anything';
import { describeDestinationRule } from './describe-destination-rule';
import { describeAuthorization, describePeers } from './describe-policy';
import { describeVirtualService } from './describe-virtual-service';
import type { OverviewSection } from './overview-section';

/** What an object means, in plain words where its kind has some; an object of wrong shapes is listed as it is. */
export function describeObject(kind: ConfigKindName, spec: unknown): OverviewSection[] {
  try {
    return inWords(kind, spec);
  } catch {
    // A stored text may hold a list where a mapping belongs: its findings say so, the page still stands.
    return describeAnything(spec);
  }
}

function inWords(kind: ConfigKindName, spec: unknown): OverviewSection[] {
  switch (kind) {
    case 'VirtualService':
      return describeVirtualService((spec ?? {}) as VirtualServiceSpec);
    case 'DestinationRule':
      return describeDestinationRule((spec ?? {}) as DestinationRuleSpec);
    case 'AuthorizationPolicy':
      return describeAuthorization((spec ?? {}) as AuthorizationPolicySpec);
    case 'PeerAuthentication':
      return describePeers((spec ?? {}) as PeerAuthenticationSpec);
    default:
      return describeAnything(spec);
  }
}
