import {
  anything,
  flag,
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  requiring,
  text,
  whole,
} from '../schema/schema';

/** The spec of a Kubernetes Service, as far as the mesh reads it. */
export const SERVICE_SCHEMA = object(
  {
    type: oneOf(
      ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
      'How it is reached, ClusterIP by default.',
    ),
    selector: map(text(), 'Labels of its pods.'),
    ports: list(
      requiring(
        object(
          {
            name: text('Name; its first part up to a dash may say the protocol, as in http-web.'),
            port: portNumber('Port clients call.'),
            targetPort: anything('Port of the pods, by number or name; the same by default.'),
            protocol: oneOf(['TCP', 'UDP', 'SCTP'], 'TCP by default.'),
            appProtocol: text('Protocol spoken, such as http, https, grpc or tcp.'),
            nodePort: limited(whole('Port of the nodes.'), { minimum: 0, maximum: 65_535 }),
          },
          'A port of the service.',
        ),
        'port',
      ),
      'Ports of the service.',
    ),
    clusterIP: text('Its address; None for one that is resolved to its pods.'),
    clusterIPs: list(text(), 'Its addresses.'),
    externalName: text('The DNS name it stands for.'),
    externalIPs: list(text(), 'Further addresses.'),
    externalTrafficPolicy: oneOf(['Cluster', 'Local'], 'Whether calls from outside may go to other nodes.'),
    internalTrafficPolicy: oneOf(['Cluster', 'Local'], 'Whether calls from inside may go to other nodes.'),
    ipFamilies: list(text(), 'IPv4, IPv6.'),
    ipFamilyPolicy: oneOf(
      ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
      'How many families of addresses.',
    ),
    loadBalancerIP: text('Address asked for.'),
    loadBalancerClass: text('Who provides the load balancer.'),
    loadBalancerSourceRanges: list(text(), 'Ranges that may call the load balancer.'),
    allocateLoadBalancerNodePorts: flag('Whether nodes open ports for the load balancer.'),
    publishNotReadyAddresses: flag('Whether pods that are not ready count.'),
    sessionAffinity: oneOf(['None', 'ClientIP'], 'Whether a caller stays at a pod.'),
    sessionAffinityConfig: anything('How long it stays there.'),
    healthCheckNodePort: whole('Port of the health check.'),
    trafficDistribution: text('Which pods are preferred, such as PreferClose.'),
  },
  'A name, an address and ports for a set of pods.',
);

/** The fields of a Secret, which has no spec. */
export const SECRET_FIELDS = {
  type: text('Such as kubernetes.io/tls.'),
  data: map(text(), 'Values in Base64.'),
  stringData: map(text(), 'Values as plain text.'),
  immutable: flag('Whether it can no longer be changed.'),
};

/** The fields of a ConfigMap, which has no spec. */
export const CONFIG_MAP_FIELDS = {
  data: map(text(), 'Values.'),
  binaryData: map(text(), 'Values in Base64.'),
  immutable: flag('Whether it can no longer be changed.'),
};

/** The fields of Endpoints, which have no spec. */
export const ENDPOINTS_FIELDS = {
  subsets: list(
    object(
      {
        addresses: list(anything('An address.'), 'Addresses that are ready.'),
        notReadyAddresses: list(anything('An address.'), 'Addresses that are not.'),
        ports: list(anything('A port.'), 'Ports of the addresses.'),
      },
      'Addresses with the same ports.',
    ),
    'Where a service runs.',
  ),
};
