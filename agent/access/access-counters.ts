/** What access control did, for metrics; counts only grow. */
export interface AccessCounters {
  allowed: number;
  denied: number;
  audited: number;
  /** Dry-run policies, by Envoy's statistic: `istio_dry_run_deny_shadow_denied` ... */
  shadow: Record<ShadowStatistic, number>;
  tokens: { accepted: number; refused: number };
  external: { ok: number; denied: number; error: number };
  refusedPaths: number;
}

export type ShadowStatistic = `istio_dry_run_${'allow' | 'deny'}_shadow_${'allowed' | 'denied'}`;

export function createAccessCounters(): AccessCounters {
  return {
    allowed: 0,
    denied: 0,
    audited: 0,
    shadow: {
      istio_dry_run_allow_shadow_allowed: 0,
      istio_dry_run_allow_shadow_denied: 0,
      istio_dry_run_deny_shadow_allowed: 0,
      istio_dry_run_deny_shadow_denied: 0,
    },
    tokens: { accepted: 0, refused: 0 },
    external: { ok: 0, denied: 0, error: 0 },
    refusedPaths: 0,
  };
}
