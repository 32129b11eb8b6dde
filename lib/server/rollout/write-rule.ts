import { applyEdits } from '../../mesh/config/edit-yaml';
import type { RolloutPlan } from '../../mesh/rollout/plan';
import { ruleEdits } from '../../mesh/rollout/rule/rule-edits';
import { shapeObject } from '../../mesh/rollout/rule/shape-object';
import type { ShapedVersions } from '../../mesh/rollout/rule/shaped-versions';
import type { TrafficShape } from '../../mesh/rollout/traffic-shape';
import { isAppError } from '../../protocol/app-error';
import { applyConfig } from '../config-store/change/apply-config';
import type { ConfigDeps } from '../config-store/config-deps';
import { keyOfName } from '../config-store/require-object';
import type { StoredObject } from '../store/contract/config-records';

/** What became of a write. */
export type RuleWrite =
  | { kind: 'written'; version: number }
  /** Somebody else changed the object since the rollout wrote it. */
  | { kind: 'changed'; who: string }
  | { kind: 'failed'; reason: string };

/** A rule to be written. */
export interface RuleWish {
  plan: RolloutPlan;
  shape: TrafficShape;
  /** Nothing follows: what only the rollout needed goes. */
  isOver: boolean;
  /** The version the rollout wrote last; undefined writes over whatever is there. */
  version: number | undefined;
  author: string;
  reason: string;
}

/** Writes the shape into the plan's rule with everything else in the YAML kept, and hands it to the agents. */
export async function writeRule(config: ConfigDeps, wish: RuleWish): Promise<RuleWrite> {
  const { plan, shape, isOver, version, author, reason } = wish;
  const stored = findRule(config, plan);
  if (stored === undefined) return { kind: 'changed', who: 'Somebody (the rule is gone)' };
  if (version !== undefined && stored.version !== version && stored.author !== author) {
    return { kind: 'changed', who: stored.author };
  }
  const yaml = shapeYaml(stored, { ...plan, isOver }, shape);
  if (yaml === undefined) return { kind: 'failed', reason: `${stored.name} cannot be edited` };
  if (yaml === stored.yaml) return { kind: 'written', version: stored.version };
  try {
    const { namespace } = stored;
    const expected = { [stored.key]: stored.version };
    const input = { yaml, namespace, file: '', reason, dryRun: false, remove: [], expected };
    const { objects } = await applyConfig(config, author, input);
    return { kind: 'written', version: objects[0]?.version ?? stored.version };
  } catch (error) {
    return { kind: 'failed', reason: isAppError(error) ? error.message : String(error) };
  }
}

/** For when the database is away: agents get the shape at once, the record of it has to follow. */
export function pushUnrecorded(config: ConfigDeps, plan: RolloutPlan, shape: TrafficShape): void {
  const target = findRule(config, plan);
  const objects = [...config.state.objects().values()].map((stored) =>
    stored === target ? shapeObject(stored.object, plan, shape) : stored.object,
  );
  config.registry.setResources(objects);
}

/** The object that holds the plan's rule; undefined when it is gone. */
export function findRule({ state }: ConfigDeps, { target }: RolloutPlan): StoredObject | undefined {
  return state.objects().get(keyOfName(target));
}

function shapeYaml(stored: StoredObject, versions: ShapedVersions, shape: TrafficShape): string | undefined {
  const shaped = shapeObject(stored.object, versions, shape);
  const edits = ruleEdits(stored.object, shaped);
  if (edits.length === 0) return stored.yaml;
  const edited = applyEdits(stored.yaml, 0, edits);
  return 'text' in edited ? edited.text : undefined;
}
