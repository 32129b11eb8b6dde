'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuCheckItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { BOXES, type GraphUrl, type WriteGraphUrl } from '../graph-url';

type DisplayMenuProps = { url: GraphUrl; write: WriteGraphUrl };

/** What is drawn beside the traffic itself. */
export function DisplayMenu({ url, write }: DisplayMenuProps) {
  const box = (kind: (typeof BOXES)[number]) => ({
    checked: url.boxes.includes(kind),
    onCheckedChange: () =>
      write({ boxes: BOXES.filter((other) => (other === kind) !== url.boxes.includes(other)) }),
  });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button className="font-normal">
          Display
          <ChevronDown className="size-3.5! text-faint" aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>Boxes</DropdownMenuLabel>
        <DropdownMenuCheckItem {...box('namespace')}>Namespaces</DropdownMenuCheckItem>
        <DropdownMenuCheckItem {...box('app')}>Versions of an app</DropdownMenuCheckItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Namespaces are drawn</DropdownMenuLabel>
        {(['auto', 'all', 'none'] as const).map((fold) => (
          <DropdownMenuCheckItem
            key={fold}
            checked={url.fold === fold && url.except.length === 0}
            disabled={!url.boxes.includes('namespace')}
            onCheckedChange={() => write({ fold, except: [] })}
          >
            {FOLDS[fold]}
          </DropdownMenuCheckItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Show</DropdownMenuLabel>
        <DropdownMenuCheckItem checked={url.idle} onCheckedChange={(idle) => write({ idle })}>
          Idle nodes and edges
        </DropdownMenuCheckItem>
        <DropdownMenuCheckItem
          checked={url.services}
          disabled={url.type === 'service'}
          onCheckedChange={(services) => write({ services })}
        >
          Services between callers and workloads
        </DropdownMenuCheckItem>
        <DropdownMenuCheckItem checked={url.badges} onCheckedChange={(badges) => write({ badges })}>
          Badges and locks
        </DropdownMenuCheckItem>
        <DropdownMenuCheckItem checked={url.time} onCheckedChange={(time) => write({ time })}>
          Timeline
        </DropdownMenuCheckItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Moving dots</DropdownMenuLabel>
        {(['auto', 'on', 'off'] as const).map((dots) => (
          <DropdownMenuCheckItem
            key={dots}
            checked={url.dots === dots}
            onCheckedChange={() => write({ dots })}
          >
            {DOTS[dots]}
          </DropdownMenuCheckItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const FOLDS = { auto: 'Folded when there is much', all: 'Folded', none: 'Open' } as const;
const DOTS = { auto: 'Up to 100 edges', on: 'Always', off: 'Never' } as const;
