/** What policies select workloads by. */
export interface PolicyWorkload {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A policy's `selector`, as far as it says anything. */
export interface WorkloadSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** Whether a selector names any label at all: one without labels stands for every workload. */
export function hasSelector(selector: WorkloadSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length > 0;
}

/** Whether the labels a selector asks for are all among a workload's own. */
export function selectsLabels(
  selector: WorkloadSelector | undefined,
  labels: PolicyWorkload['labels'],
): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(
    ([name, value]) => Object.hasOwn(labels, name) && labels[name] === String(value),
  );
}
