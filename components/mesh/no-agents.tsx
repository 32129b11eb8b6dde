import { PlugZap } from 'lucide-react';
import { ConnectSteps } from './connect-steps';

/** No agent ever connected: the exact way to get one. */
export function NoAgents({ tokenFile }: { tokenFile: string | undefined }) {
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-4 px-6 py-8">
      <div className="flex flex-col items-center gap-2 text-center">
        <PlugZap className="size-5 text-faint" aria-hidden />
        <h2 className="font-medium text-text">No agent has connected yet</h2>
      </div>
      <ConnectSteps tokenFile={tokenFile} />
    </div>
  );
}
