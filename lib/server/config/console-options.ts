import type { MeshSettings } from '../../mesh/config/mesh-settings';
import type { MeshService } from '../../mesh/registry/service';
import type { AlertTarget } from '../rollout/send-alert';
import type { RetentionPolicy } from '../store/contract/store-maintenance';

/** Everything that can be said to a console at its start, checked. */
export interface ConsoleOptions {
  port: number;
  bind: string;
  /** Names besides the bind address and loopback by which it may be called, lower case, without port. */
  allowedHosts: readonly string[];
  home: string;
  dataDir: string;
  databaseUrl: string | undefined;
  adminPassword: string | undefined;
  adminToken: string | undefined;
  agentToken: string | undefined;
  trustDomain: string;
  /** Where the certificate authority comes from; all undefined makes one in the data directory. */
  authority: {
    certificateFile: string | undefined;
    keyFile: string | undefined;
    rootFile: string | undefined;
    secret: string | undefined;
  };
  /** A folder kept in step with the configuration, and who leads. */
  configDir: string | undefined;
  configSync: 'source' | 'mirror' | 'both';
  retention: RetentionPolicy;
  external: readonly MeshService[];
  outboundTrafficPolicy: MeshSettings['outboundTrafficPolicy'];
  samplingPercent: number;
  batchIntervalMs: number;
  /** Who is told what rollouts do. */
  alerts: readonly AlertTarget[];
  /** Without a slash at its end; undefined for the address it listens on. */
  publicUrl: string | undefined;
  dev: boolean;
}
