import { userInfo } from 'node:os';

/** Who calls the command: their name on this machine; undefined where the system has none for them. */
export function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
