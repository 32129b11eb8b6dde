'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useUserName } from '@/lib/client/session/use-user-name';

const UserNameDialog = dynamic(() => import('./user-name-dialog').then((module) => module.UserNameDialog), {
  ssr: false,
});

/** Under whose name a change will stand in the history; where nobody signs in, the way to say so. */
export function SignedAs() {
  const { name, isOwn } = useUserName();
  const [isAsking, setAsking] = useState(false);
  if (!isOwn) return name === undefined ? null : ` as ${name}`;
  return (
    <>
      {' as '}
      <span className={name === undefined ? undefined : 'text-text'}>{name ?? 'anonymous'}</span> (
      <button
        type="button"
        className="rounded-sm text-accent hover:underline"
        onClick={() => setAsking(true)}
      >
        {name === undefined ? 'set your name' : 'change'}
      </button>
      ){isAsking ? <UserNameDialog open onClose={() => setAsking(false)} /> : null}
    </>
  );
}
