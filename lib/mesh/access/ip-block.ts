/** Whether an address lies in a block. */
export type IpMatcher = (address: string) => boolean;

/** An address by its 4 or 16 bytes. */
export interface Address {
  bytes: readonly number[];
}

/** A single address or a CIDR block of IPv4 or IPv6; undefined when the text is neither. */
export function compileIpBlock(block: string): IpMatcher | undefined {
  const slash = block.indexOf('/');
  const base = parseAddress(slash < 0 ? block : block.slice(0, slash));
  if (base === undefined) return undefined;
  const width = base.bytes.length * 8;
  const bits = slash < 0 ? width : readBits(block.slice(slash + 1), width);
  if (bits === undefined) return undefined;
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && sharesPrefix(base.bytes, address.bytes, bits);
  };
}

function readBits(text: string, width: number): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const bits = Number(text);
  return bits <= width ? bits : undefined;
}

function sharesPrefix(base: readonly number[], address: readonly number[], bits: number): boolean {
  if (base.length !== address.length) return false;
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (base[i] !== address[i]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = 0xff & (0xff << (8 - rest));
  return ((base[whole] ?? 0) & mask) === ((address[whole] ?? 0) & mask);
}

/** An IPv4 address that comes as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address: sockets of both families say either. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (!bare.includes(':')) return parseFour(bare);
  const six = parseSix(bare.split('%', 1)[0] ?? '');
  if (six === undefined) return undefined;
  const { bytes } = six;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? { bytes: bytes.slice(12) } : six;
}

function parseFour(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.every((byte) => byte < 256) ? { bytes } : undefined;
}

function parseSix(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '');
  const tail = parseGroups(halves[1] ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return { bytes: [...head, ...new Array<number>(missing).fill(0), ...tail] };
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (group.includes('.')) {
      const four = index === groups.length - 1 ? parseFour(group) : undefined;
      if (four === undefined) return undefined;
      bytes.push(...four.bytes);
    } else {
      if (!/^[\da-f]{1,4}$/i.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}
