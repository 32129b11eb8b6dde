/** The label by which a Gateway of the Gateway API finds its proxies, as Istio sets it. */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';
