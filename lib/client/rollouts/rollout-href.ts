/** The page that shifts a service's traffic by hand. */
export function splitHref({ namespace, name }: { namespace: string; name: string }): string {
  return `/rollouts/split/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}

/** The page that plans a rollout of a service. */
export function newRolloutHref({ namespace, name }: { namespace: string; name: string }): string {
  return `/rollouts/new?${new URLSearchParams({ service: `${namespace}/${name}` })}`;
}

/** The page that plans a rollout, with everything as in one that was. */
export function againHref({
  id,
  service,
}: {
  id: string;
  service: { namespace: string; name: string };
}): string {
  return `${newRolloutHref(service)}&${new URLSearchParams({ like: id })}`;
}

/** The page of one rollout. */
export function rolloutHref(id: string): string {
  return `/rollouts/${encodeURIComponent(id)}`;
}
