import type { ConfigObject } from '../config-object';
import type { ConfigKindName } from '../kinds';
import type { FormFields } from './form-field';

/** What a wizard is opened for: a service, a workload, or with an empty name a whole namespace. */
export interface WizardSubject {
  namespace: string;
  /** The host as an object of the namespace writes it, which is also the app label of its workloads. */
  name: string;
  /** Versions that workloads of the service carry, oldest name first. */
  versions: readonly string[];
  port?: number;
  /** The gateway that is looked at, where it is one. */
  gateway?: string;
  /** Services of its namespace, where they are known. */
  services?: readonly string[];
}

/** One object that a wizard writes. */
export interface WizardPart {
  /** Name of the part within its wizard. */
  id: string;
  title: string;
  /** One sentence: what this object does for the purpose. */
  note?: string;
  kind: ConfigKindName;
  fields: FormFields;
  /** Written only when asked for, or when it is there already. */
  isOptional?: boolean;
  /** Whether an existing object is the one to change. */
  isAbout(object: ConfigObject, subject: WizardSubject): boolean;
  /** What a new object starts from. */
  blank(subject: WizardSubject): ConfigObject;
  /** Writes an older spelling anew before the form reads it. */
  open?(object: ConfigObject): ConfigObject;
}

export type WizardDialect = 'istio' | 'gateway-api';

/** The parts of a wizard in one language. */
export interface WizardVariant {
  dialect: WizardDialect;
  parts: readonly WizardPart[];
}

export type WizardGroup = 'Routing' | 'Resilience' | 'Security' | 'Edges' | 'Observability';

/** A task that people have, and the objects that do it. */
export interface Wizard {
  id: string;
  title: string;
  /** What it does, in one sentence. */
  summary: string;
  group: WizardGroup;
  /** What it is opened for. */
  about: 'service' | 'workloads';
  variants: readonly [WizardVariant, ...WizardVariant[]];
}
