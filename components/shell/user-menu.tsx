'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import { signOut, useSession } from '@/lib/client/session/use-session';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { IconButton } from '../ui/icon-button';

/** Who is signed in, and the way out; nothing where no sign-in is needed. */
export function UserMenu() {
  const { data } = useSession();
  if (data?.user == null) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={CircleUserRound} label={`Signed in as ${data.user}`} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Signed in as {data.user}</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
