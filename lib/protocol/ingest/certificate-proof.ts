/**
 * The text an agent signs with its new private key: it holds the key, asks for this identity, and asks now, on this
 * connection. The console's nonce is good for one request, so that nothing said before or elsewhere can be said again.
 */
export function certificateProof(nonce: string, spiffeId: string, publicKey: string): string {
  return `meshscope certificate request\n${nonce}\n${spiffeId}\n${publicKey}\n`;
}
