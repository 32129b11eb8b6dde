/** Zipkin's 64-bit trace ids are those of 128 bits with zeros before them. */
export function padTraceId(id: string): string {
  return pad(id, 32);
}

/** Ids of spans with the zeros that some libraries leave out; an id of zeros only is none. */
export function padSpanId(id: string): string {
  return /^0*$/.test(id) ? '' : pad(id, 16);
}

function pad(id: string, length: number): string {
  return id.toLowerCase().padStart(length, '0');
}
