import { addAllSeries, addPrincipal, type EdgeSum, REPORTER_RANK } from '../edge-sum';

/** Adds everything one edge gathered to another of the same protocol, in place. */
export function mergeEdge(sum: EdgeSum, part: EdgeSum): void {
  sum.requests += part.requests;
  sum.errors += part.errors;
  sum.requestBytes += part.requestBytes;
  sum.responseBytes += part.responseBytes;
  sum.requestMessages += part.requestMessages;
  sum.responseMessages += part.responseMessages;
  sum.secured += part.secured;
  sum.observed += part.observed;
  sum.legs.push(...part.legs);
  addAllSeries(sum, part.series);
  sum.responses.addAll(part.responses);
  sum.hosts.addAll(part.hosts);
  for (const principal of part.sourcePrincipals) addPrincipal(sum.sourcePrincipals, principal);
  for (const principal of part.destinationPrincipals) addPrincipal(sum.destinationPrincipals, principal);
  if (REPORTER_RANK[part.reporter] > REPORTER_RANK[sum.reporter]) sum.reporter = part.reporter;
}
