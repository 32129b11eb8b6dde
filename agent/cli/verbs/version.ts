import { AGENT_VERSION } from '../../runtime/agent-version';
import { toggle, withDefault } from '../options/option';
import { parseOneOf } from '../options/parse-values';
import { defineVerb, EXIT } from '../verb';

export const version = defineVerb({
  usage: 'version [--output text|json]',
  description: ['Prints the version of the agent and of Node.'],
  options: {
    output: withDefault(parseOneOf('text', 'json'), {
      placeholder: 'text|json',
      short: 'o',
      fallback: 'text',
      help: 'For people or for programs.',
    }),
    short: toggle({ help: 'The number alone.' }),
  },
  examples: [{ command: 'meshscope version --output json', explanation: 'for scripts' }],
  takesCommand: false,
  run: async ({ output, short }) => {
    if (output === 'json') {
      process.stdout.write(`${JSON.stringify({ version: AGENT_VERSION, node: process.versions.node })}\n`);
    } else {
      process.stdout.write(
        short ? `${AGENT_VERSION}\n` : `meshscope ${AGENT_VERSION} (Node ${process.versions.node})\n`,
      );
    }
    return EXIT.ok;
  },
});
