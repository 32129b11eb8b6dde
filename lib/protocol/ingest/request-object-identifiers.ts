/** What a request for a certificate (PKCS #10) is made of, by the numbers that both sides write and look for. */
export const REQUEST_OBJECT_IDENTIFIERS = {
  /** The console's nonce goes in as a challengePassword (RFC 2985, 5.4.1). */
  challengePassword: '1.2.840.113549.1.9.7',
  extensionRequest: '1.2.840.113549.1.9.14',
  subjectAltName: '2.5.29.17',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/** GeneralName: uniformResourceIdentifier. */
export const URI_NAME_TAG = 0x86;
