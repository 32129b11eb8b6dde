'use client';

import { ArrowUp, Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ColumnChooser } from '@/components/ui/column-chooser';
import { StatusDot } from '@/components/ui/status-dot';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { LOG_COLUMNS } from './log-columns';
import type { Follow } from './use-follow';

type LogTableToolbarProps = {
  follow: Follow;
  isLive: boolean;
  choice: readonly string[];
  onChoose: (ids: readonly string[]) => void;
  onResume: () => void;
  /** What the page says and offers beside that. */
  children: ReactNode;
};

/** Following or not, how many lines wait, and the columns. */
export function LogTableToolbar(props: LogTableToolbarProps) {
  const { follow, isLive, choice, onChoose, onResume, children } = props;
  const toggle = () => (follow.isFollowing ? follow.pause() : onResume());
  useHotkey('f', 'Follow new lines, or stop', toggle, { enabled: isLive });
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-border border-b px-3 py-1">
      {isLive ? (
        <>
          <Button size="sm" aria-pressed={follow.isFollowing} onClick={toggle}>
            {follow.isFollowing ? <Pause aria-hidden /> : <Play aria-hidden />}
            {follow.isFollowing ? 'Stop following' : 'Follow'}
          </Button>
          {follow.isFollowing ? (
            <span className="flex items-center gap-1.5 whitespace-nowrap text-muted text-xs max-[600px]:hidden">
              <StatusDot tone="ok" label="Following" isPulsing />
              {follow.waiting === 0
                ? 'New lines appear on top'
                : `${follow.waiting.toLocaleString('en-US')} wait until the pointer leaves`}
            </span>
          ) : follow.waiting === 0 ? null : (
            <Button size="sm" tone="primary" onClick={onResume}>
              <ArrowUp aria-hidden />
              <span className="num">{follow.waiting.toLocaleString('en-US')}</span>
              {follow.waiting === 1 ? 'new line' : 'new lines'}
            </Button>
          )}
        </>
      ) : (
        <span className="text-muted text-xs">Newest first</span>
      )}
      <span className="mx-1 h-4 border-border border-l max-[600px]:hidden" />
      {children}
      <ColumnChooser columns={LOG_COLUMNS} choice={choice} onChange={onChoose} />
    </div>
  );
}
