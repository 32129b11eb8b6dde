import type { Verb } from './verb';
import { analyze } from './verbs/analyze';
import { apply } from './verbs/apply';
import { deleteVerb } from './verbs/delete';
import { diff } from './verbs/diff';
import { gateway } from './verbs/gateway';
import { get } from './verbs/get';
import { proxy } from './verbs/proxy';
import { run } from './verbs/run';
import { simulate } from './verbs/simulate';
import { status } from './verbs/status';
import { token } from './verbs/token';
import { version } from './verbs/version';

/** Everything `meshscope` can do, in the order of `--help`. */
export const VERBS: readonly Verb[] = [
  run,
  proxy,
  gateway,
  apply,
  get,
  deleteVerb,
  diff,
  analyze,
  simulate,
  status,
  token,
  version,
];
