import { type EdgeSum, REPORTER_RANK } from '../edge-sum';

/** Adds everything one edge gathered to another of the same protocol, in place. */
export function mergeEdge(sum: EdgeSum, part: EdgeSum): void {
  sum.requests += part.requests;
  sum.errors += part.errors;
  sum.requestBytes += part.requestBytes;
  sum.responseBytes += part.responseBytes;
  sum.secured += part.secured;
  sum.observed += part.observed;
  sum.legs.push(...part.legs);
  sum.series.push(...part.series);
  for (const [response, count] of part.responses)
    sum.responses.set(response, (sum.responses.get(response) ?? 0) + count);
  for (const [host, count] of part.hosts) sum.hosts.set(host, (sum.hosts.get(host) ?? 0) + count);
  for (const principal of part.sourcePrincipals) sum.sourcePrincipals.add(principal);
  for (const principal of part.destinationPrincipals) sum.destinationPrincipals.add(principal);
  if (REPORTER_RANK[part.reporter] > REPORTER_RANK[sum.reporter]) sum.reporter = part.reporter;
}
