import type { ConfigDeps } from '../config-store/config-deps';
import { ConfigFindings } from '../config-store/state/config-findings';
import { createRuleJudge } from '../config-store/state/judge-by-rules';
import type { Core } from './core';

/** The verbs of the configuration. */
export function openConfig({ store, config, registry, events }: Core): ConfigDeps {
  const now = Date.now;
  const view = () => {
    const { services, settings } = registry.snapshot();
    const agents = registry.agents().filter(({ connected }) => connected);
    return { services, agents: agents.map(({ hello }) => hello.identity), settings, now: now() };
  };
  return {
    records: store.config,
    state: config,
    findings: new ConfigFindings(config, createRuleJudge(), view),
    registry,
    audit: store.audit,
    tell: (event) => events.append(event),
    now,
  };
}
