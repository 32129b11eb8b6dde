import { postSession } from '../../protocol/api/console';
import { AppError } from '../../protocol/app-error';
import { SESSION_IDLE_MS } from '../auth/authenticator';
import { printSessionCookie } from '../auth/session-cookie';
import { handle } from './handler';

export const postSessionHandler = handle(postSession, async ({ auth }, request) => {
  if (!auth.isRequired) throw new AppError('conflict', 'This console needs no sign-in');
  const { secret, subject } = await auth.signIn(request.body.password, request.remoteAddress);
  request.setHeader('Set-Cookie', printSessionCookie(secret, SESSION_IDLE_MS / 1000, request.isHttps));
  return { user: subject };
});
