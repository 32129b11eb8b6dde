'use client';

import { deleteSession, getSession } from '@/lib/protocol/api/console';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** Whether a sign-in is needed and who is signed in. */
export function useSession() {
  return useEndpoint(getSession);
}

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await callEndpoint(deleteSession);
  window.location.assign('/sign-in');
}
