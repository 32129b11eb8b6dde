import { asList, asObject, asText } from '../json-fields';
import { OTLP_BOUNDS } from './otlp-spans';

/** An OTLP value in print: texts as they are, lists and maps as JSON, bytes in base64. */
export function printValue(value: unknown, depth: number): string {
  const plain = readValue(value, depth);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

function readValue(value: unknown, depth: number): unknown {
  if (value === undefined || value === null || depth > OTLP_BOUNDS.depth) return '';
  const any = asObject(value, 'A value');
  if (any.stringValue !== undefined) return asText(any.stringValue, 'A stringValue');
  if (any.boolValue !== undefined) return any.boolValue === true;
  if (any.intValue !== undefined) return printNumber(any.intValue);
  if (any.doubleValue !== undefined) return printNumber(any.doubleValue);
  if (any.bytesValue !== undefined) return asText(any.bytesValue, 'A bytesValue');
  if (any.arrayValue !== undefined) return readArray(any.arrayValue, depth);
  if (any.kvlistValue !== undefined) return readMap(any.kvlistValue, depth);
  return '';
}

/** Numbers stay texts when they came as such: 64 bits do not fit a double. */
function printNumber(value: unknown): unknown {
  return typeof value === 'number' ? value : asText(value, 'A number');
}

function readArray(value: unknown, depth: number): unknown[] {
  const values = asList(asObject(value, 'An arrayValue').values, 'values');
  return values.map((item) => readValue(item, depth + 1));
}

function readMap(value: unknown, depth: number): unknown {
  const values = asList(asObject(value, 'A kvlistValue').values, 'values');
  return Object.fromEntries(
    values.map((item) => {
      const pair = asObject(item, 'A pair');
      return [asText(pair.key, 'A key'), readValue(pair.value, depth + 1)];
    }),
  );
}
