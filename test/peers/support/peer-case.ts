import type { PeerRequest } from './ask-peer';
import type { EnvoySide } from './envoy-config';

/** One configuration, written for both, and what is sent to each. */
export interface PeerCase {
  readonly name: string;
  /** Rules of a VirtualService for `reviews`, or a whole text of objects when it begins with `apiVersion`. */
  readonly ours: string;
  readonly envoy: EnvoySide;
  readonly requests: readonly PeerRequest[];
  /** Where the endpoint of the service is; the app by default. */
  readonly upstream?: 'app' | 'nobody' | 'none';
  /** How often each request is sent. */
  readonly times?: number;
  /** Sent to our inbound side, in front of the app, with these policies. */
  readonly isInbound?: boolean;
  readonly normalization?: 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';
  /** What our external authorizer is told and may say; it is the app itself. */
  readonly authorizer?: object;
  /** Of each request the status alone is compared: how a refusal is worded is each proxy's own. */
  readonly statusOnly?: boolean;
  /** Requests (by index) that we answer otherwise on purpose, with the reason; docs/conformance.md tells the same. */
  readonly differs?: Readonly<Record<number, string>>;
}
