import { AppError } from '../../protocol/app-error';

/** Response codes as a query names them. */
export interface CodeFilter {
  codes?: number[];
  /** First digits; 0 is no response. */
  codeClasses?: number[];
}

const CLASS = /^([0-5])xx$/i;
const CODE = /^\d{1,3}$/;

/** Reads `503`, `5xx`, `-` or several with commas; a mix of both becomes codes alone, since conditions are joined by AND. */
export function parseCodes(text: string | undefined): CodeFilter {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  const codes: number[] = [];
  const classes: number[] = [];
  for (const part of parts.filter((entry) => entry !== '')) {
    const [, digit] = CLASS.exec(part) ?? [];
    if (part === '-' || part === '0') codes.push(0);
    else if (digit !== undefined) classes.push(Number(digit));
    else if (CODE.test(part)) codes.push(Number(part));
    else throw new AppError('bad_request', `Cannot read the response code "${part}": use 503, 5xx or -`);
  }
  if (classes.length === 0) return codes.length === 0 ? {} : { codes };
  if (codes.length === 0) return { codeClasses: classes };
  return { codes: allCodes({ codes, codeClasses: classes }) };
}

/** All the codes of a filter, classes written out. */
export function allCodes({ codes, codeClasses }: CodeFilter): number[] {
  return [...(codes ?? []), ...(codeClasses ?? []).flatMap(codesOfClass)];
}

function codesOfClass(digit: number): number[] {
  return digit === 0 ? [0] : Array.from({ length: 100 }, (_, index) => digit * 100 + index);
}
