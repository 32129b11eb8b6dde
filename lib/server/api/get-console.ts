import { getConsole } from '../../protocol/api/console';
import { handle } from './handler';

export const consoleHandler = handle(getConsole, (deps) => deps.console.describe());
