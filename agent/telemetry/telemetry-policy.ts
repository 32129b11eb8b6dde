import type { PolicyWorkload } from '../../lib/mesh/access/selects-workload';
import type { ConfigObject } from '../../lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '../../lib/mesh/config/mesh-settings';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { CustomTag } from '../../lib/mesh/telemetry-api/resolve-tracing';
import { resolveTelemetry, type TelemetryPlan } from '../../lib/mesh/telemetry-api/telemetry-plan';
import { attributesOf } from './exchange-attributes';
import type { Direction, ExchangeRecord } from './exchange-record';

const TELEMETRY_GROUP = 'telemetry.istio.io/';

/** What Telemetry resources want this agent to report; swapped whole with each configuration that changes it. */
export class TelemetryPolicy {
  readonly #workload: PolicyWorkload;
  readonly #readVariable: (name: string) => string | undefined;
  #objects: readonly ConfigObject[] = [];
  #settings: MeshSettings = DEFAULT_MESH_SETTINGS;
  #meshSampling = 1;
  #meshLogging = true;
  #plans: Readonly<Record<'CLIENT' | 'SERVER', TelemetryPlan>>;

  constructor(workload: PolicyWorkload, readVariable: (name: string) => string | undefined) {
    this.#workload = workload;
    this.#readVariable = readVariable;
    this.#plans = this.#resolve();
  }

  /** Whether anything of metrics is new tells the result. */
  update({
    resources,
    settings,
    telemetry,
  }: Pick<RegistrySnapshot, 'resources' | 'settings' | 'telemetry'>): boolean {
    this.#meshSampling = telemetry.randomSamplingPercentage;
    this.#meshLogging = telemetry.accessLogging;
    const objects = resources.filter(({ apiVersion }) => apiVersion.startsWith(TELEMETRY_GROUP));
    const isSame =
      objects.length === this.#objects.length && objects.every((one, i) => one === this.#objects[i]);
    if (isSame && settings === this.#settings) return false;
    this.#objects = objects;
    this.#settings = settings;
    this.#plans = this.#resolve();
    return true;
  }

  planOf(direction: Direction): TelemetryPlan {
    return direction === 'inbound' ? this.#plans.SERVER : this.#plans.CLIENT;
  }

  /** Whether a new trace is sampled. */
  samples(fraction: number, direction: Direction): boolean {
    return fraction * 100 < (this.planOf(direction).tracing.samplingPercentage ?? this.#meshSampling);
  }

  isLogged(exchange: ExchangeRecord): boolean {
    const { logs } = this.planOf(exchange.direction);
    return logs.isDefault ? this.#meshLogging : logs.isLogged(() => attributesOf(exchange));
  }

  /** Tags that a span gets beside the usual ones. */
  tagsOf(exchange: ExchangeRecord): readonly (readonly [string, string])[] {
    const { tags } = this.planOf(exchange.direction).tracing;
    return tags.length === 0 ? NO_TAGS : tags.map((tag) => [tag.name, this.#valueOf(tag, exchange)]);
  }

  #valueOf(tag: CustomTag, exchange: ExchangeRecord): string {
    if (tag.kind === 'literal') return tag.value;
    if (tag.kind === 'header') return exchange.keptHeaders?.[tag.header] ?? tag.fallback;
    return this.#readVariable(tag.variable) ?? tag.fallback;
  }

  #resolve(): Readonly<Record<'CLIENT' | 'SERVER', TelemetryPlan>> {
    const resources = createResourceSet(this.#objects.map((object, index) => resourceOf(object, index)));
    return resolveTelemetry(resources, this.#settings, this.#workload);
  }
}

const NO_TAGS: readonly (readonly [string, string])[] = [];
