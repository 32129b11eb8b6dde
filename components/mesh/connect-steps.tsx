import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { connectCommand, isLoopbackAddress, tokenCommand } from './model/connect-command';

type ConnectStepsProps = {
  /** File on the console's machine that holds the agents' token; undefined while it is not known. */
  tokenFile: string | undefined;
};

/** How a process gets a sidecar that reports here: commands to copy, and where the token is. */
export function ConnectSteps({ tokenFile }: ConnectStepsProps) {
  const address = consoleAddress();
  return (
    <ol className="flex flex-col gap-4 text-left">
      <Step title="Put this before the command of a process, in any language">
        <CodeBlock code={connectCommand(address, tokenFile)} label="Copy the command" />
        <p>It appears here within a second of its start, and on the graph with its first request.</p>
      </Step>
      <Step title="On the console's own machine that is all">
        {tokenFile === undefined ? null : (
          <p>
            Agents of the same user find their token in{' '}
            <code className="break-all font-mono text-text text-xs">{tokenFile}</code>
          </p>
        )}
      </Step>
      {tokenFile === undefined ? null : (
        <Step title="On another machine, give the agent the token first">
          <CodeBlock code={tokenCommand(address, tokenFile)} label="Copy the command" />
          {isLoopbackAddress(address) ? (
            <p>
              Other machines cannot reach {address}: start the console with --bind and a password, and use the
              address they reach it by.
            </p>
          ) : null}
        </Step>
      )}
    </ol>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="flex flex-col gap-1.5 text-muted">
      <h3 className="font-medium text-sm text-text">{title}</h3>
      {children}
    </li>
  );
}

function consoleAddress(): string {
  return typeof window === 'undefined' ? 'http://127.0.0.1:4170' : window.location.origin;
}
