import { getDiagnosis as getDiagnosisEndpoint } from '../../protocol/api/diagnosis';
import { getDiagnosis } from '../diagnosis/get-diagnosis';
import { handle } from './handler';

export const diagnosisHandler = handle(getDiagnosisEndpoint, (deps, request) =>
  getDiagnosis(deps, request.query),
);
