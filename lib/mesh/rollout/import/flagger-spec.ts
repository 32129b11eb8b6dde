import { parseDurationMs } from '../../config/duration';

/** What is read of Flagger's Canary. */
export interface FlaggerSpec {
  targetRef?: { name?: string };
  service?: { name?: string };
  metricsServer?: string;
  progressDeadlineSeconds?: number;
  skipAnalysis?: boolean;
  analysis?: FlaggerAnalysis;
  canaryAnalysis?: FlaggerAnalysis;
}

/** How a canary is analysed. */
export interface FlaggerAnalysis {
  interval?: string;
  threshold?: number;
  maxWeight?: number;
  stepWeight?: number;
  stepWeights?: number[];
  stepWeightPromotion?: number;
  iterations?: number;
  mirror?: boolean;
  mirrorWeight?: number;
  match?: { headers?: Record<string, { exact?: string; regex?: string; prefix?: string }> }[];
  metrics?: FlaggerMetric[];
  webhooks?: FlaggerWebhook[];
  alerts?: unknown[];
  sessionAffinity?: { cookieName?: string; maxAge?: number };
}

/** A metric with the bounds it must keep. */
export interface FlaggerMetric {
  name?: string;
  interval?: string;
  threshold?: number;
  thresholdRange?: { min?: number; max?: number };
  templateRef?: { name?: string; namespace?: string };
  templateVariables?: Record<string, string>;
  query?: string;
}

interface FlaggerWebhook {
  name?: string;
  type?: string;
  url?: string;
  timeout?: string;
  retries?: number;
}

/** A duration of Go in seconds; the default when there is none, or none that can be read. */
export function secondsOf(text: string | undefined, otherwise: number): number {
  const ms = text === undefined ? undefined : parseDurationMs(text);
  return ms === undefined ? otherwise : ms / 1_000;
}
