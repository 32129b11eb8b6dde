import { AppError, isAppError } from '../protocol/app-error';
import { chooseNodeEnv, readOptions } from './config/read-options';
import { explainFileError } from './lifecycle/explain-file-error';
import { findPackage } from './lifecycle/find-package';
import { Steps } from './lifecycle/steps';
import { stopOnSignal } from './lifecycle/stop-on-signal';
import { surviveClosedOutput } from './lifecycle/survive-closed-output';
import { log } from './wiring/log';
import { startConsole } from './wiring/start-console';

/* The console's process: options in, signals out. What it is made of is put together in `wiring/`, and only there. */

async function main(): Promise<void> {
  surviveClosedOutput();
  const command = readOptions();
  if (command.run === 'help') return log(command.text);
  if (command.run === 'version') return log(findPackage().version);
  chooseNodeEnv(command.options.dev);
  const steps = new Steps(log);
  stopOnSignal(() => steps.stop(), log);
  process.on('unhandledRejection', (error) =>
    log(`unexpected: ${error instanceof Error ? error.stack : error}`),
  );
  try {
    await startConsole(command.options, steps);
  } catch (error) {
    await steps.stop();
    const words = explainFileError(error, command.options);
    throw words === undefined ? error : new AppError('bad_request', words, undefined, { cause: error });
  }
}

main().catch((error: unknown) => {
  const isPlain = isAppError(error) && error.code !== 'internal';
  console.error(isPlain ? `\n${error.message}` : error);
  process.exit(1);
});
