'use client';

import { isUserName } from '@/lib/protocol/user-header';
import { usePreference } from '../preferences/use-preference';
import { useSession } from './use-session';
import { USER_NAME } from './user-name';

export type UserName = {
  /** What changes are signed with; undefined while it is not known, and for `anonymous`. */
  name: string | undefined;
  /** Whether the name is this browser's own to set: where nobody signs in. */
  isOwn: boolean;
  setName: (name: string) => void;
};

/** Who the history will name for a change that is made here. */
export function useUserName(): UserName {
  const { data } = useSession();
  const [own, setName] = usePreference(USER_NAME, '');
  const isOwn = data?.required === false;
  if (isOwn) return { name: isUserName(own) ? own : undefined, isOwn, setName };
  return { name: data?.user ?? undefined, isOwn, setName };
}
