import { applyConfig } from '@/lib/protocol/api/config-changes';

/**
 * Has every agent know the services of its own namespace alone, as large meshes do: without it each of N agents would be
 * told of N services, and of every change to one of them.
 */
export async function scopeNamespaces(url: string): Promise<void> {
  const yaml = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: istio-system
spec:
  egress:
    - hosts: ["./*"]
`;
  const answer = await fetch(new URL(applyConfig.path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ yaml, reason: 'synthetic mesh' }),
  });
  if (!answer.ok) throw new Error(`The console refused the Sidecar: ${answer.status} ${await answer.text()}`);
}
