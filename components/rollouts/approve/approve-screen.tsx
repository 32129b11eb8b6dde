'use client';

import { CircleCheck, Rocket } from 'lucide-react';
import { useApproveByLink } from '@/lib/client/rollouts/use-change-rollout';
import { text } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { MeshMark } from '../../ui/mesh-mark';

const STATE = { token: text() };

/** Where a link in a message leads: opening it approves nothing, the button does. */
export function ApproveScreen() {
  const [{ token }] = useUrlState(STATE);
  const approve = useApproveByLink();
  return (
    <div className="grid min-h-full place-items-center p-4">
      <Card className="flex w-full max-w-md flex-col items-center gap-4 p-8 text-center">
        <MeshMark className="size-8 text-accent" />
        {approve.data !== undefined ? (
          <>
            <h1 className="flex items-center gap-2 text-lg">
              <CircleCheck className="size-5 text-ok" aria-hidden />
              Approved
            </h1>
            <p role="status">
              {approve.data.message} {approve.data.canary} of {approve.data.service} gets its next step.
            </p>
          </>
        ) : (
          <>
            <h1 className="text-lg">A rollout waits for you</h1>
            <p className="text-muted">
              {token === ''
                ? 'This address lacks its token. Open the whole link of the message.'
                : 'It goes on with its next step when you approve. The link is good for this step only.'}
            </p>
            {approve.error === null ? null : (
              <p role="alert" className="text-failing">
                {approve.error.message}
              </p>
            )}
            <Button
              tone="primary"
              size="lg"
              disabled={token === '' || approve.isPending}
              onClick={() => approve.mutate(token)}
            >
              <Rocket aria-hidden />
              Approve this step
            </Button>
          </>
        )}
      </Card>
    </div>
  );
}
