import { hostname } from 'node:os';
import { describeWorkload } from '../../lib/mesh/identity/describe-workload';
import { createTokenSource, isLoopbackHost } from '../config/token-source';
import type { AgentSettings, ServedName } from '../runtime/agent-settings';
import { createLog } from './log';
import type { AGENT_OPTIONS, WORKLOAD_OPTIONS } from './options/agent-options';
import type { OptionValues } from './options/option';

/** What a verb adds to the common options. */
export interface WorkloadSettings {
  role: AgentSettings['role'];
  name: string;
  service: ServedName | undefined;
  advertise?: string | undefined;
  /** What tells two agents of one workload on one host apart; undefined for one that serves no port. */
  distinction: string | undefined;
}

type CommonValues = OptionValues<typeof AGENT_OPTIONS & typeof WORKLOAD_OPTIONS>;

/** The settings of an agent from the options that all agents have. */
export function buildSettings(values: CommonValues, workload: WorkloadSettings): AgentSettings {
  const { cluster, namespace, version } = values;
  const account = values['service-account'];
  const accessLog = values['access-log'];
  const identity = describeWorkload({
    name: workload.name,
    namespace,
    cluster,
    labels: Object.fromEntries(values.label),
    ...(version === undefined ? {} : { version }),
    ...(account === undefined ? {} : { serviceAccount: account }),
  });
  return {
    role: workload.role,
    agentId:
      values.id ?? `${identity.workload}.${namespace}@${hostname()}:${workload.distinction ?? process.pid}`,
    identity,
    service: workload.service,
    advertise: workload.advertise,
    consoleUrl: values.console,
    readToken: createTokenSource({
      token: values.token,
      tokenFile: values['token-file'],
      consoleUrl: values.console,
      home: values.home,
    }),
    compress: !isLoopbackHost(new URL(values.console).hostname),
    bufferBytes: values.buffer,
    traceRingBytes: values['trace-ring'],
    spillFile: values['spill-file'],
    spillBytes: values['spill-limit'],
    stateFile: values['state-file'],
    accessLog: accessLog === undefined ? undefined : { path: accessLog, format: values['access-log-format'] },
    drainMs: values['drain-timeout'],
    flushMs: values['flush-timeout'],
    withOperation: values['metrics-operation'],
    log: createLog(values.quiet),
  };
}
