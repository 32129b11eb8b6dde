import { PlugZap } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';

/** No agent ever connected: the exact way to get one. */
export function NoAgents() {
  return (
    <EmptyState
      icon={PlugZap}
      title="No agent has connected yet"
      snippet={`npx meshscope run --name orders --version v1 --port 8080 \\
  --console ${consoleAddress()} --token "$MESHSCOPE_TOKEN" -- node server.js`}
    >
      Give any process a sidecar: put this before its command, in any language. It appears here within a
      second of its start, and on the graph with its first request.
    </EmptyState>
  );
}

function consoleAddress(): string {
  return typeof window === 'undefined' ? 'http://127.0.0.1:4170' : window.location.origin;
}
