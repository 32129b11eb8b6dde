'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { signOut } from '@/lib/client/session/use-session';
import { useUserName } from '@/lib/client/session/use-user-name';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { IconButton } from '../ui/icon-button';

const UserNameDialog = dynamic(
  () => import('../ui/user-name-dialog').then((module) => module.UserNameDialog),
  { ssr: false },
);

/** Who is signed in, and the way out; where nobody signs in, the name that changes are signed with. */
export function UserMenu() {
  const { name, isOwn } = useUserName();
  if (isOwn) return <OwnName name={name} />;
  if (name === undefined) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={CircleUserRound} label={`Signed in as ${name}`} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Signed in as {name}</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function OwnName({ name }: { name: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        icon={CircleUserRound}
        label={name === undefined ? 'Set your name' : `Changes are signed ${name}`}
        className="max-sm:hidden"
        onClick={() => setOpen(true)}
      />
      {isOpen ? <UserNameDialog open onClose={() => setOpen(false)} /> : null}
    </>
  );
}
