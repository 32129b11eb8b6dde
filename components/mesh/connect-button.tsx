import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ConnectSteps } from './connect-steps';

/** Tells how to connect a further workload, from any state of the page. */
export function ConnectButton({ tokenFile }: { tokenFile: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <PlugZap aria-hidden /> Connect a workload
      </Button>
      <Dialog title="Connect a workload" open={isOpen} onOpenChange={setOpen}>
        <ConnectSteps tokenFile={tokenFile} />
      </Dialog>
    </>
  );
}
