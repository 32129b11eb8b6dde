'use client';

import { useSearchParams } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import { safeReturnPath } from '@/lib/client/url/safe-return-path';
import { postSession } from '@/lib/protocol/api/console';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { MeshMark } from '../ui/mesh-mark';

type Attempt = { kind: 'idle' } | { kind: 'sending' } | { kind: 'refused'; message: string };

/** The way in, where a password or token is set. */
export function SignInScreen() {
  const [password, setPassword] = useState('');
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });
  const returnTo = safeReturnPath(useSearchParams().get('to'));

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setAttempt({ kind: 'sending' });
    try {
      await callEndpoint(postSession, { body: { password } });
      window.location.assign(returnTo);
    } catch (error) {
      setAttempt({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <div className="grid h-full place-items-center p-4">
      <Card className="w-full max-w-90 p-6">
        <form className="flex flex-col gap-4" onSubmit={(event) => void signIn(event)}>
          <div className="flex items-center gap-3">
            <MeshMark className="size-8" />
            <div>
              <h1 className="text-md">Sign in to Meshscope</h1>
              <p className="text-muted text-xs">With the admin password or token of this console</p>
            </div>
          </div>
          <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
          <Field label="Password or token" error={attempt.kind === 'refused' ? attempt.message : undefined}>
            {(ids) => (
              <Input
                type="password"
                name="password"
                autoComplete="current-password"
                required
                autoFocus
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                {...ids}
              />
            )}
          </Field>
          <Button
            type="submit"
            tone="primary"
            size="lg"
            disabled={password === '' || attempt.kind === 'sending'}
          >
            {attempt.kind === 'sending' ? 'Signing in' : 'Sign in'}
          </Button>
        </form>
      </Card>
    </div>
  );
}
