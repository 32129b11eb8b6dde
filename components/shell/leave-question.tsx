'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { unsavedChanges } from '@/lib/client/unsaved/unsaved-changes';
import { watchLeaving } from '@/lib/client/unsaved/watch-leaving';
import { Button } from '../ui/button';

const Dialog = dynamic(() => import('../ui/dialog').then((module) => module.Dialog), { ssr: false });

/** Asks once before a page is left that holds something unsaved. */
export function LeaveQuestion() {
  const router = useRouter();
  const isAsking = useSyncExternalStore(unsavedChanges.subscribe, unsavedChanges.isAsking, () => false);
  useEffect(() => watchLeaving(unsavedChanges, (href) => router.push(href)), [router]);
  if (!isAsking) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : unsavedChanges.answer(false))}
      title="Leave without saving?"
      description="What you have changed on this page is not saved, and will be lost."
      className="w-[min(440px,calc(100vw-32px))]"
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="danger" onClick={() => unsavedChanges.answer(true)}>
          Leave and lose it
        </Button>
        <Button tone="primary" autoFocus onClick={() => unsavedChanges.answer(false)}>
          Stay here
        </Button>
      </div>
    </Dialog>
  );
}
