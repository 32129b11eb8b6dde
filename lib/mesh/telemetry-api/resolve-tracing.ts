import type { TelemetrySpec } from '../config/kinds/telemetry';
import { appliesToMode, type TelemetryMode } from './applies-to-mode';

/** One more tag of every span. */
export type CustomTag =
  | { readonly name: string; readonly kind: 'literal'; readonly value: string }
  | { readonly name: string; readonly kind: 'header'; readonly header: string; readonly fallback: string }
  | {
      readonly name: string;
      readonly kind: 'environment';
      readonly variable: string;
      readonly fallback: string;
    };

/** Which spans are reported, and with which tags. */
export interface TracingPlan {
  /** Share of new traces that are sampled, 0..100; undefined leaves it to the mesh. */
  readonly samplingPercentage: number | undefined;
  readonly reportsSpans: boolean;
  readonly tags: readonly CustomTag[];
  readonly headers: readonly string[];
}

type Tracing = NonNullable<TelemetrySpec['tracing']>[number];
type TagSpec = NonNullable<Tracing['customTags']>[string];

const MOST_TAGS = 32;

/** Field by field the lowest level that says something wins; of each level only the first entry for the side counts. */
export function resolveTracing(levels: readonly TelemetrySpec[], mode: TelemetryMode): TracingPlan {
  let merged: Tracing = {};
  for (const { tracing = [] } of levels) {
    const entry = tracing.find(({ match }) => appliesToMode(match, mode));
    const said = Object.entries(entry ?? {}).filter(([, value]) => value !== undefined && value !== null);
    merged = { ...merged, ...Object.fromEntries(said) };
  }
  const tags = Object.entries(merged.customTags ?? {})
    .flatMap(([name, tag]) => readTag(name, tag ?? {}))
    .slice(0, MOST_TAGS);
  return {
    samplingPercentage: merged.randomSamplingPercentage,
    reportsSpans: merged.disableSpanReporting !== true,
    tags,
    headers: tags.flatMap((tag) => (tag.kind === 'header' ? [tag.header] : [])),
  };
}

function readTag(name: string, { literal, header, environment }: TagSpec): CustomTag[] {
  if (literal !== undefined) return [{ name, kind: 'literal', value: literal.value ?? '' }];
  if (header !== undefined) {
    const { name: from = '', defaultValue: fallback = '' } = header;
    return [{ name, kind: 'header', header: from.toLowerCase(), fallback }];
  }
  if (environment !== undefined) {
    const { name: variable = '', defaultValue: fallback = '' } = environment;
    return [{ name, kind: 'environment', variable, fallback }];
  }
  return [];
}
