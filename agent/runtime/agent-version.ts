import { version } from '../package.json';

/** The version of the agent, as `meshscope version` and the console show it. */
export const AGENT_VERSION: string = version;
