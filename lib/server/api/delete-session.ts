import { deleteSession } from '../../protocol/api/console';
import { printSessionCookie } from '../auth/session-cookie';
import { handle } from './handler';

export const deleteSessionHandler = handle(deleteSession, async ({ auth }, request) => {
  await auth.signOut(request.headers);
  request.setHeader('Set-Cookie', printSessionCookie('', 0, request.isHttps));
  return {};
});
