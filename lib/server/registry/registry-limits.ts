/** Bounds of what the console remembers of agents. */
export const REGISTRY_LIMITS = {
  /** An agent that lost its connection keeps its endpoints this long, so that a blip moves no traffic. */
  graceMs: 5_000,
  /** The same for agents known from before a restart of the console: longer than the longest wait between their attempts. */
  restartGraceMs: 45_000,
  /** Changes within this time are one revision. */
  settleMs: 50,
  /** Agents that are gone and still shown. */
  goneAgents: 2_000,
  /** A gone agent is shown this long. */
  goneMs: 24 * 3_600_000,
} as const;
