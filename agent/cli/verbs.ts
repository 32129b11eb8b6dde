import type { Verb } from './verb';
import { analyze } from './verbs/analyze';
import { gateway } from './verbs/gateway';
import { proxy } from './verbs/proxy';
import { run } from './verbs/run';
import { simulate } from './verbs/simulate';
import { status } from './verbs/status';
import { token } from './verbs/token';
import { version } from './verbs/version';

/** Everything `meshscope` can do, in the order of `--help`. */
export const VERBS: readonly Verb[] = [run, proxy, gateway, analyze, simulate, status, token, version];
