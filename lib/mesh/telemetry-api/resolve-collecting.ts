import type { ConfigResource } from '../config/resource';
import { type Attributes, compileExpression } from './expression';

/** The annotation of a Telemetry resource with an expression: requests it takes get a whole trace, whatever is sampled. */
export const COLLECT_ANNOTATION = 'meshscope.io/collect-traces';

/** Which requests get a whole trace beside those that fail or are slow. */
export interface CollectRule {
  readonly headers: readonly string[];
  takes(attributes: Attributes): boolean;
}

/** The rule of the lowest level that has one, in the language of access-log filters; one that is none takes nothing. */
export function resolveCollecting(levels: readonly ConfigResource[]): CollectRule | undefined {
  const source = levels.findLast(({ metadata }) => metadata.annotations?.[COLLECT_ANNOTATION] !== undefined)
    ?.metadata.annotations?.[COLLECT_ANNOTATION];
  if (source === undefined || source.trim() === '') return undefined;
  const expression = compileExpression(source);
  if ('error' in expression) return undefined;
  return { headers: expression.headers, takes: (attributes) => expression.evaluate(attributes) === true };
}
