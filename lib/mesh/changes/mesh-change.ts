/** Something that is different in the mesh than it was: for the "what changed" feed. */
export interface MeshChange {
  kind: 'edge-new' | 'edge-lost' | 'health-changed';
  severity: 'info' | 'warning' | 'error';
  /** Namespace of the node, or of the edge's target. */
  namespace: string;
  /** Node or edge id. */
  subject: string;
  /** One plain sentence. */
  message: string;
}
