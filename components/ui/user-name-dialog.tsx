'use client';

import { useState } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useUserName } from '@/lib/client/session/use-user-name';
import { isUserName, MOST_NAME } from '@/lib/protocol/user-header';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { Input } from './input';

/** Asks for the name that changes made in this browser are signed with. */
export function UserNameDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title="Your name"
      description="Changes you make in this browser appear in the history under this name."
    >
      <NameForm onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ onClose }: { onClose: () => void }) {
  const { name = '', setName } = useUserName();
  const [text, setText] = useState(name);
  const wanted = text.trim();
  const isGood = wanted === '' || isUserName(wanted);
  const save = () => {
    if (!isGood) return;
    setName(wanted);
    onClose();
  };
  // What lies behind the dialog must not answer to it.
  useHotkey('ctrl+enter', 'Save the name', save, { whileTyping: true });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        // The form around the dialog, if there is one, is another one.
        event.stopPropagation();
        save();
      }}
    >
      <Field
        label="Name"
        hint="Stored in this browser only. This console asks nobody to sign in, so the name is not checked."
        error={
          isGood ? undefined : "Letters, digits, spaces and . , ' @ _ - only, starting with a letter or digit"
        }
      >
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            value={text}
            maxLength={MOST_NAME}
            autoComplete="name"
            placeholder="anonymous"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={!isGood || wanted === name}>
          Save name
        </Button>
      </div>
    </form>
  );
}
