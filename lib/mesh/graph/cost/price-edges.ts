import { localityOf } from '../../identity/locality-of';
import type { SeriesLabels } from '../../metrics/series-labels';
import type { EdgeSum } from '../edge-sum';
import type { EdgeCost, GraphType } from '../graph';
import type { MeshKnowledge } from '../mesh-knowledge';
import type { NodeIdentity } from '../node-identity';
import { type TransferDistance, transferDistance } from './transfer-distance';
import { DEFAULT_PRICES, type TransferPrices } from './transfer-prices';

/** Seconds of a month of 730 hours, by which clouds reckon. */
const MONTH = 730 * 3_600;
const GIGABYTE = 1e9;
/** More would change with every second. */
const DIGITS = 4;

/** What the bytes of an edge cost; undefined where nobody knows how far they go. */
export type PriceEdge = (sum: EdgeSum) => EdgeCost | undefined;

/** What prices are worked out from. */
export interface PriceInput {
  type: GraphType;
  knowledge: MeshKnowledge;
  seconds: number;
  /** Whether a node is outside the mesh. */
  isExternal: (id: string) => boolean;
}

/**
 * Prices edges by where workloads are. An edge between workloads of one distance is priced as a whole; where several
 * workloads make up an end, each request is priced by its own. What a service hands on to who answers for it was priced on
 * its way to the service.
 */
export function createPriceEdge({ type, knowledge, seconds, isExternal }: PriceInput): PriceEdge {
  const { prices = DEFAULT_PRICES } = knowledge;
  const localities = localitiesOf(knowledge);
  const perMonth = (bytes: number, price: number): number => (bytes / seconds) * MONTH * (price / GIGABYTE);
  const price = (sum: EdgeSum): number | undefined => {
    // Between services alone a service stands for the workloads behind it.
    if (type !== 'service' && isAsked(sum.source)) return undefined;
    if (isExternal(sum.target.id)) return perMonth(sum.requestBytes, prices.egress);
    if (localities.size === 0) return undefined;
    const distance = distanceOf(sum, localities);
    if (distance === 'unknown') return undefined;
    if (distance !== 'mixed')
      return perMonth(sum.requestBytes + sum.responseBytes, priceOf(prices, distance));
    return priceSeries(sum, localities, (bytes, apart) => perMonth(bytes, priceOf(prices, apart)));
  };
  return (sum) => {
    const monthly = price(sum);
    return monthly === undefined
      ? undefined
      : { monthly: Number(monthly.toPrecision(DIGITS)), currency: prices.currency };
  };
}

/** Prices of several edges together; undefined where none has one. */
export function addCosts(costs: readonly (EdgeCost | undefined)[]): EdgeCost | undefined {
  let total: EdgeCost | undefined;
  for (const cost of costs) {
    if (cost === undefined) continue;
    const monthly = cost.monthly + (total?.monthly ?? 0);
    total = { monthly: Number(monthly.toPrecision(DIGITS)), currency: cost.currency };
  }
  return total;
}

function priceOf(prices: TransferPrices, distance: TransferDistance): number {
  return distance === 'zones' ? prices.zone : distance === 'regions' ? prices.region : 0;
}

function isAsked({ kind }: NodeIdentity): boolean {
  return kind === 'service' || kind === 'operation';
}

type Localities = ReadonlyMap<string, string>;

/** Remembered as long as the workloads are. */
function localitiesOf(knowledge: MeshKnowledge): Localities {
  const { workloads } = knowledge;
  let localities = remembered.get(workloads);
  if (localities === undefined) {
    localities = readLocalities(knowledge);
    remembered.set(workloads, localities);
  }
  return localities;
}

const remembered = new WeakMap<MeshKnowledge['workloads'], Localities>();

function readLocalities({ workloads }: MeshKnowledge): Localities {
  const localities = new Map<string, string>();
  const several = new Set<string>();
  let isAnywhere = false;
  for (const { cluster, namespace, workload, app, labels = {} } of workloads) {
    const locality = localityOf(labels);
    if (locality !== '') localities.set(placeKey(cluster, namespace, workload), locality);
    isAnywhere ||= locality !== '';
    // An application is where all of its workloads are.
    const key = appKey(cluster, namespace, app);
    if (localities.has(key) && localities.get(key) !== locality) several.add(key);
    localities.set(key, locality);
  }
  for (const key of several) localities.delete(key);
  return isAnywhere ? localities : new Map();
}

function placeKey(cluster: string, namespace: string, workload: string): string {
  return `${cluster}/${namespace}/${workload}`;
}

/** No workload has a name like this. */
function appKey(cluster: string, namespace: string, app: string): string {
  return `${cluster}/${namespace}/app ${app}`;
}

/** `mixed` where legs differ, or an end is no workload. */
function distanceOf({ legs }: EdgeSum, localities: Localities): TransferDistance | 'mixed' {
  let all: TransferDistance | undefined;
  for (const { source, target } of legs) {
    const [from, to] = [placeOf(source, localities), placeOf(target, localities)];
    if (from === undefined || to === undefined) return 'mixed';
    const distance = transferDistance(from, to);
    if (all !== undefined && all !== distance) return 'mixed';
    all = distance;
  }
  return all ?? 'mixed';
}

/** Undefined for what may be in several places. */
function placeOf(
  { kind, cluster, namespace, workload, app }: NodeIdentity,
  localities: Localities,
): string | undefined {
  if (workload !== '') return localities.get(placeKey(cluster, namespace, workload)) ?? '';
  return kind === 'app' ? localities.get(appKey(cluster, namespace, app)) : undefined;
}

/** Connections carry no labels of their own here, so those of several distances have no price. */
function priceSeries(
  { series, protocol }: EdgeSum,
  localities: Localities,
  price: (bytes: number, distance: TransferDistance) => number,
): number | undefined {
  if (protocol === 'tcp') return undefined;
  let total: number | undefined;
  for (const { facts, destination, point, weight } of series) {
    const distance = transferDistance(
      sourcePlace(facts.labels, localities),
      destinationPlace(destination.labels, localities),
    );
    if (distance === 'unknown') continue;
    total = (total ?? 0) + price((point.requestBytes + point.responseBytes) * weight, distance);
  }
  return total;
}

function sourcePlace(labels: SeriesLabels, localities: Localities): string {
  const { source_cluster, source_workload_namespace, source_workload } = labels;
  return localities.get(placeKey(source_cluster, source_workload_namespace, source_workload)) ?? '';
}

function destinationPlace(labels: SeriesLabels, localities: Localities): string {
  const { destination_cluster, destination_workload_namespace, destination_workload } = labels;
  const key = placeKey(destination_cluster, destination_workload_namespace, destination_workload);
  return localities.get(key) ?? '';
}
