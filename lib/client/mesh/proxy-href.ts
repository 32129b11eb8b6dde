/** The page that shows what a workload's proxy holds; of one instance when its agent is given. */
export function proxyHref(namespace: string, workload: string, agentId?: string): string {
  const path = `/workloads/${encodeURIComponent(namespace)}/${encodeURIComponent(workload)}/proxy`;
  return agentId === undefined ? path : `${path}?agent=${encodeURIComponent(agentId)}`;
}
