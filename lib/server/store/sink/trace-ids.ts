const HEX = /^[0-9a-f]+$/i;

/** 32 hex digits; shorter ids (B3's 64 bits) are filled with zeros, as the specification says. Undefined when none. */
export function toTraceId(id: string | null): string | undefined {
  if (id === null || id.length > 32 || !HEX.test(id)) return undefined;
  return id.length === 32 ? id : id.padStart(32, '0');
}

/** 16 hex digits, undefined when it is none. */
export function toSpanId(id: string | null): string | undefined {
  if (id === null || id.length > 16 || !HEX.test(id)) return undefined;
  return id.length === 16 ? id : id.padStart(16, '0');
}
