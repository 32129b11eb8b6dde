import {
  Activity,
  ArrowRightFromLine,
  FileCog,
  GitCommitHorizontal,
  Link2,
  Link2Off,
  LogIn,
  type LucideIcon,
  Power,
  ShieldX,
  Split,
  Trash2,
} from 'lucide-react';
import type { MeshEvent } from '@/lib/protocol/api/overview';

const ICONS: Readonly<Record<MeshEvent['kind'], LucideIcon>> = {
  'agent-joined': LogIn,
  'agent-left': ArrowRightFromLine,
  'version-seen': GitCommitHorizontal,
  'edge-new': Link2,
  'edge-lost': Link2Off,
  'health-changed': Activity,
  'config-changed': FileCog,
  rollout: Split,
  'console-started': Power,
  'telemetry-dropped': Trash2,
  'identity-refused': ShieldX,
};

const TONES = { info: 'text-muted', warning: 'text-degraded', error: 'text-failing' } as const;
const WORDS = { info: '', warning: 'Warning: ', error: 'Error: ' } as const;

/** What kind of change it was, and how grave. */
export function EventIcon({ event: { kind, severity } }: { event: MeshEvent }) {
  const Icon = ICONS[kind];
  return (
    <span className={`mt-0.5 shrink-0 ${TONES[severity]}`}>
      <Icon className="size-4" aria-hidden />
      <span className="sr-only">{WORDS[severity]}</span>
    </span>
  );
}
