'use client';

import { Download, Save, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { saveFile } from '@/lib/client/files/save-file';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { FindingCounts } from '../../ui/finding-counts';
import { PageHeader } from '../../ui/page-header';
import { TimeAgo } from '../../ui/time-ago';
import { kindLabel } from '../kind-label';
import { DeleteDialog } from './delete-dialog';

// Which wizards fit is told by all of their forms: none of the first paint's business.
const WizardMenu = dynamic(() => import('./wizard-menu').then((module) => module.WizardMenu), { ssr: false });

type DetailHeaderProps = {
  detail: ConfigDetail;
  isStale: boolean;
  isChanged: boolean;
  onSave: () => void;
  onGone: () => void;
};

/** What it is, who changed it last, and what can be done with it. */
export function DetailHeader({ detail, isStale, isChanged, onSave, onGone }: DetailHeaderProps) {
  const { kind, namespace, name, version, author, updatedAt, findings, yaml } = detail;
  const [isDeleting, setDeleting] = useState(false);
  const crumbs = [
    { label: 'Configuration', href: '/config' },
    { label: kindLabel(kind), href: `/config?kind=${kind}` },
    ...(namespace === '' ? [] : [{ label: namespace }]),
    { label: name },
  ];
  return (
    <>
      <PageHeader
        // A name may be that of its namespace.
        crumbs={crumbs.filter(
          ({ label }, index) => crumbs.findIndex((crumb) => crumb.label === label) === index,
        )}
        title={name}
        facts={
          <span className="flex min-w-0 flex-wrap items-center gap-2 text-muted text-xs">
            <Badge>{kindLabel(kind)}</Badge>
            {isChanged ? 'Stored:' : null}
            <FindingCounts counts={findings} />
            <span className="num">
              version {version} by {author} <TimeAgo timeMs={updatedAt} />
            </span>
            {isChanged ? <Badge tone="accent">Not saved</Badge> : null}
            {isStale ? <Badge tone="degraded">Stale</Badge> : null}
          </span>
        }
        actions={
          <>
            <WizardMenu detail={detail} />
            <Button size="sm" onClick={() => saveFile(`${name}.yaml`, 'application/yaml', yaml)}>
              <Download aria-hidden />
              Download
            </Button>
            <Button size="sm" tone="danger" onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden />
              Delete
            </Button>
            <Button size="sm" tone="primary" disabled={!isChanged} onClick={onSave}>
              <Save aria-hidden />
              Preview and save
            </Button>
          </>
        }
      />
      {isDeleting ? (
        <DeleteDialog detail={detail} onClose={() => setDeleting(false)} onGone={onGone} />
      ) : null}
    </>
  );
}
