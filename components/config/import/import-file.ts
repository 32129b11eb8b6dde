import { CONFIG_LIMITS } from '@/lib/protocol/api/config';

/** One text to import, and where it is from. */
export type ImportFile = { name: string; yaml: string };

/** Why texts are too large to be sent at once, by the name of the one that is; undefined when they are not. */
export function describeExcess(files: readonly ImportFile[]): string | undefined {
  let length = 0;
  for (const { name, yaml } of files) {
    length += yaml.length;
    if (length <= CONFIG_LIMITS.textBytes) continue;
    const whose = yaml.length === length ? `${name} has` : `The files up to ${name} have`;
    return `${whose} ${length} characters; at most ${CONFIG_LIMITS.textBytes} are taken at once`;
  }
  return undefined;
}
