import { anything, flag, type Infer, list, map, object, text, whole } from '../../config/schema/schema';

const targetRef = object({ group: text(), kind: text(), name: text(), namespace: text() });

/** What the policies that pick workloads have in common. */
export const POLICY_TARGETS = object({
  selector: object({ matchLabels: map(text()) }),
  targetRef,
  targetRefs: list(targetRef),
});

const providers = list(object({ name: text() }));

/** The parts of a Telemetry that rules look at. */
export const TELEMETRY_SPEC = object({
  selector: object({ matchLabels: map(text()) }),
  targetRef,
  targetRefs: list(targetRef),
  tracing: list(object({ providers, disableSpanReporting: flag() })),
  accessLogging: list(object({ providers, disabled: flag() })),
  metrics: list(object({ providers, overrides: list(anything()) })),
});

/** The parts of an EnvoyFilter that rules look at. */
export const ENVOY_FILTER_SPEC = object({
  priority: whole(),
  workloadSelector: object({ labels: map(text()) }),
  configPatches: list(
    object({
      applyTo: text(),
      match: object({ proxy: object({ proxyVersion: text() }) }),
      patch: object({ operation: text(), value: object({ name: text() }) }),
    }),
  ),
});

/** The parts of a WorkloadGroup that rules look at. */
export const WORKLOAD_GROUP_SPEC = object({
  metadata: object({ labels: map(text()), annotations: map(text()) }),
  template: object({ serviceAccount: text(), labels: map(text()) }),
});

/** The parts of a ProxyConfig that rules look at. */
export const PROXY_CONFIG_SPEC = object({
  selector: object({ matchLabels: map(text()) }),
  image: object({ imageType: text() }),
});

export type PolicyTargets = Infer<typeof POLICY_TARGETS>;
