/** Cases of the CRD schemas we judge otherwise, and why. */
export const CRD_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  [
    'istio-crd-validation/crds/serviceentry-valid/full',
    'An IPv6 address of the original stands in the case as a mapping, which no schema of texts accepts.',
  ],
]);

/** Cases of Istio's validator we judge otherwise, and why. */
export const VALIDATION_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  [
    'istio-validation/HTTPHeaderValue/5',
    "Envoy's commands take arguments without brackets, and Istio's validator of that version passes them.",
  ],
]);
