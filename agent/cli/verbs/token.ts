import { createHmac } from 'node:crypto';
import { formatScopedToken, tokenScopeText } from '../../../lib/protocol/ingest/agent-token';
import { createTokenSource } from '../../config/token-source';
import { CONSOLE_OPTIONS } from '../options/agent-options';
import { type OptionValues, required } from '../options/option';
import { parseName } from '../options/parse-values';
import { defineVerb, EXIT } from '../verb';

const options = {
  namespace: required(parseName, { placeholder: 'NAMESPACE', help: 'The namespace its holder lives in.' }),
  'service-account': required(parseName, {
    placeholder: 'NAME',
    help: 'The service account its holder runs as.',
  }),
  ...CONSOLE_OPTIONS,
  console: { ...CONSOLE_OPTIONS.console, help: 'The console whose token is looked for in the home folder.' },
} as const;

export const token = defineVerb({
  usage: 'token --namespace NAMESPACE --service-account NAME [options]',
  description: [
    "Makes a token from the agents' one. Its holder may join the mesh only as a workload of that service account and " +
      'gets certificates for that identity only. Nothing is stored: a new agent token of the console ends all of them.',
  ],
  options,
  examples: [
    {
      command: 'meshscope token --namespace shop --service-account payments',
      explanation: 'give the output as MESHSCOPE_TOKEN to the agents of payments',
    },
  ],
  takesCommand: false,
  run: printToken,
});

async function printToken(values: OptionValues<typeof options>): Promise<number> {
  const { namespace, 'service-account': serviceAccount, token: given, 'token-file': tokenFile } = values;
  const readToken = createTokenSource({
    token: given,
    tokenFile,
    consoleUrl: values.console,
    home: values.home,
  });
  const scope = { namespace, serviceAccount };
  const mac = createHmac('sha256', await readToken())
    .update(tokenScopeText(scope))
    .digest('base64url');
  process.stdout.write(`${formatScopedToken(scope, mac)}\n`);
  return EXIT.ok;
}
