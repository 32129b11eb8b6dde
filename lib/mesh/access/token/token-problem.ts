/** Why a token is refused, in the words of Envoy's JWT filter, which are the body of its answer. */
export type TokenProblem =
  | 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'
  | 'Jwt header is an invalid Base64url encoded'
  | 'Jwt header is an invalid JSON'
  | 'Jwt header [alg] field is required and must be a string'
  | 'Jwt header [alg] is not supported'
  | 'Jwt header [kid] field is not a string'
  | 'Jwt payload is an invalid Base64url encoded'
  | 'Jwt payload is an invalid JSON'
  | 'Jwt payload [iss] field is not a string'
  | 'Jwt payload [sub] field is not a string'
  | 'Jwt payload [iat] field is not an integer'
  | 'Jwt payload [nbf] field is not an integer'
  | 'Jwt payload [exp] field is not an integer'
  | 'Jwt payload [aud] field is not a string or string list'
  | 'Jwt signature is an invalid Base64url encoded'
  | 'Jwt issuer is not configured'
  | 'Jwt is expired'
  | 'Jwt not yet valid'
  | 'Jwt verification fails'
  | 'Found multiple Jwt tokens'
  | 'Audiences in Jwt are not allowed'
  | "Jwks doesn't have key to match kid or alg from Jwt"
  | 'Jwks is an invalid JSON'
  | 'Jwks remote fetch is failed';

/** Envoy answers a token for another audience with 403, every other bad one with 401. */
export function statusOfProblem(problem: TokenProblem): 401 | 403 {
  return problem === 'Audiences in Jwt are not allowed' ? 403 : 401;
}

/** Envoy's response code details of a refused token. */
export function detailsOfProblem(problem: TokenProblem): string {
  return `jwt_authn_access_denied{${problem.replaceAll(' ', '_')}}`;
}
