import { parseDurationMs } from '../../config/duration';

/** What is read of Argo's Rollout. */
export interface ArgoSpec {
  strategy?: { canary?: ArgoCanary; blueGreen?: ArgoBlueGreen };
  progressDeadlineSeconds?: number;
}

/** Step by step. */
export interface ArgoCanary {
  steps?: ArgoStep[];
  analysis?: ArgoAnalysis & { startingStep?: number };
  canaryService?: string;
  stableService?: string;
  trafficRouting?: { maxTrafficWeight?: number };
}

/** All at once. */
export interface ArgoBlueGreen {
  activeService?: string;
  previewService?: string;
  autoPromotionEnabled?: boolean;
  autoPromotionSeconds?: number;
  prePromotionAnalysis?: ArgoAnalysis;
  postPromotionAnalysis?: ArgoAnalysis;
}

/** One step: one of these fields. */
export interface ArgoStep {
  setWeight?: number;
  pause?: { duration?: string | number } | null;
  setMirrorRoute?: { percentage?: number; match?: unknown[] };
  setHeaderRoute?: { match?: { headerName?: string; headerValue?: { exact?: string } }[] };
  analysis?: ArgoAnalysis;
  [kind: string]: unknown;
}

/** Which templates are run, with which arguments. */
export interface ArgoAnalysis {
  templates?: ArgoTemplateName[];
  args?: ArgoArgument[];
  dryRun?: { metricName?: string }[];
}

/** A template, of the namespace or of the whole cluster. */
export interface ArgoTemplateName {
  templateName?: string;
  clusterScope?: boolean;
}

/** A value, or where Kubernetes finds it. */
export interface ArgoArgument {
  name?: string;
  value?: string;
  valueFrom?: { fieldRef?: { fieldPath?: string } };
}

/** A duration of Argo in seconds: a number of them, or with its unit. */
export function argoSeconds(text: string | number): number {
  if (typeof text === 'number' || /^\d+$/.test(text)) return Number(text);
  return Math.round((parseDurationMs(text) ?? 0) / 1_000);
}
