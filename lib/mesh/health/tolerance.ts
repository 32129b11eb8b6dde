import { compilePattern } from '../pattern/re2';

/** How large a share of requests may end in certain codes; patterns are RE2's and match whole texts. */
export interface Tolerance {
  /** Response codes or grpc statuses; `X` stands for a digit, `-` for no response. */
  code: string;
  protocol: string;
  /** `inbound`, `outbound` or a pattern of both. */
  direction: string;
  /** Percent from which the object is Degraded; 0 means any at all. */
  degraded: number;
  /** Percent from which it is in Failure. */
  failure: number;
}

/** Kiali's defaults: any 5xx, grpc error or missing response degrades, 10 % fail; 4xx degrade at 10 %, fail at 20 %. */
export const DEFAULT_TOLERANCES: readonly Tolerance[] = [
  { code: '5XX', protocol: 'http', direction: '.*', degraded: 0, failure: 10 },
  { code: '4XX', protocol: 'http', direction: '.*', degraded: 10, failure: 20 },
  { code: '^[1-9]$|^1[0-6]$', protocol: 'grpc', direction: '.*', degraded: 0, failure: 10 },
  { code: '^-$', protocol: 'http|grpc', direction: '.*', degraded: 0, failure: 10 },
];

/** A tolerance ready to be asked; answers are remembered by text, of which there are few. */
export interface CompiledTolerance {
  tolerance: Tolerance;
  matchesCode: (code: string) => boolean;
  matchesProtocol: (protocol: string) => boolean;
  matchesDirection: (direction: string) => boolean;
  isForBothDirections: boolean;
}

/** Compiles tolerances; a pattern that cannot be read matches everything, as in Kiali. */
export function compileTolerances(tolerances: readonly Tolerance[]): CompiledTolerance[] {
  return tolerances.map((tolerance) => {
    const matchesDirection = createMatcher(tolerance.direction);
    return {
      tolerance,
      matchesCode: createMatcher(codePattern(tolerance.code)),
      matchesProtocol: createMatcher(tolerance.protocol),
      matchesDirection,
      isForBothDirections: matchesDirection('inbound') && matchesDirection('outbound'),
    };
  });
}

/** What cannot be read of a tolerance's patterns; undefined when all can. Kept from `toleranceProblem`, which browsers load without RE2. */
export function findPatternProblem({ code, protocol, direction }: Tolerance): string | undefined {
  const patterns = { codes: codePattern(code), protocol, direction };
  for (const [name, pattern] of Object.entries(patterns)) {
    const compiled = compilePattern(pattern);
    if ('error' in compiled) return `the pattern of ${name} cannot be read: ${compiled.error}`;
  }
  return undefined;
}

function codePattern(code: string): string {
  return code.replaceAll(/x/gi, '\\d');
}

const REMEMBERED_TEXTS = 1_000;

/** Tells whether a text matches the whole of `pattern`; an unreadable or empty one matches everything. */
export function createMatcher(pattern: string): (text: string) => boolean {
  const compiled = compilePattern(pattern);
  if (pattern === '' || 'error' in compiled) return () => true;
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compiled.matches(text);
    if (answers.size < REMEMBERED_TEXTS) answers.set(text, answer);
    return answer;
  };
}
