/** Cases of other projects whose verdict on a configuration we do not share, and why. */
export const RULE_DEVIATIONS: readonly { id: string; reason: string }[] = [
  {
    id: 'kiali-yaml/visibility/TestFilterExportToNamespacesDR',
    reason:
      'Kiali keeps an object that is exported to a namespace that does not exist in view everywhere, so as to find fault with it; here that rule looks at every object, and the object is visible nowhere, as in Istio.',
  },
  {
    id: 'kiali-yaml/visibility/TestAmbientFilterExportToNamespacesVS',
    reason:
      'The same; besides, exportTo with names of namespaces holds for objects of ambient namespaces too.',
  },
];
