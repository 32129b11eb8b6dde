import { isUserName } from '@/lib/protocol/user-header';
import { readPreference } from '../preferences/preferences';

/** Where the browser keeps the name under which its changes stand in the history. */
export const USER_NAME = 'user-name';

/** The name that was set in this browser; undefined while nobody has set one. */
export function readUserNameOfBrowser(): string | undefined {
  const name = readPreference(USER_NAME) ?? '';
  return isUserName(name) ? name : undefined;
}
