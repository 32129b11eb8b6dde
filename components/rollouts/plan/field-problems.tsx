'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react';

type Report = (id: string, isWrong: boolean) => void;

const FieldProblemsContext = createContext<Report>(() => undefined);

/** How many fields of a form hold what cannot be taken over, and what lets them tell. */
export function useFieldProblems(): { count: number; report: Report } {
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const report = useCallback<Report>((id, isWrong) => {
    setWrong((before) => {
      if (before.has(id) === isWrong) return before;
      const next = new Set(before);
      if (isWrong) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  return useMemo(() => ({ count: wrong.size, report }), [wrong, report]);
}

/** Around the fields that are to be counted. */
export function FieldProblems({ report, children }: { report: Report; children: ReactNode }) {
  return <FieldProblemsContext value={report}>{children}</FieldProblemsContext>;
}

/** Tells the form about a field, until the field is gone. */
export function useReportProblem(isWrong: boolean): void {
  const report = useContext(FieldProblemsContext);
  const id = useId();
  useEffect(() => {
    report(id, isWrong);
    return () => report(id, false);
  }, [report, id, isWrong]);
}
