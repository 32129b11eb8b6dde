import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPackageDefinition, Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** The part of envoy.service.auth.v3 that is asked and answered, by its own numbers. */
const PROTO = `
syntax = "proto3";
package envoy.service.auth.v3;
message SocketAddress { string address = 2; uint32 port_value = 3; }
message Address { SocketAddress socket_address = 1; }
message Peer { Address address = 1; string principal = 4; }
message HttpRequest {
  string id = 1; string method = 2; map<string, string> headers = 3; string path = 4; string host = 5;
  string scheme = 6; int64 size = 9; string protocol = 10; string body = 11; bytes raw_body = 12;
}
message Request { HttpRequest http = 2; }
message TLSSession { string sni = 1; }
message AttributeContext { Peer source = 1; Peer destination = 2; Request request = 4; TLSSession tls_session = 12; }
message CheckRequest { AttributeContext attributes = 1; }
message Status { int32 code = 1; string message = 2; }
message HeaderValue { string key = 1; string value = 2; bytes raw_value = 3; }
message HeaderValueOption { HeaderValue header = 1; }
message HttpStatus { int32 code = 1; }
message DeniedHttpResponse { HttpStatus status = 1; repeated HeaderValueOption headers = 2; string body = 3; }
message OkHttpResponse {
  repeated HeaderValueOption headers = 2; repeated string headers_to_remove = 5;
  repeated HeaderValueOption response_headers_to_add = 6;
}
message CheckResponse {
  Status status = 1;
  oneof http_response { DeniedHttpResponse denied_response = 2; OkHttpResponse ok_response = 3; }
}
service Authorization { rpc Check(CheckRequest) returns (CheckResponse); }
`;

interface QuestionPeer {
  address: { socketAddress: { address: string; portValue: number } };
  principal?: string;
}

/** A question as the authorizer reads it. */
export interface CheckQuestion {
  attributes: {
    source: QuestionPeer;
    destination: QuestionPeer;
    request?: {
      http: {
        method: string;
        path: string;
        host: string;
        scheme: string;
        headers: Record<string, string>;
        size?: unknown;
        body?: string;
        rawBody?: Buffer;
      };
    };
    tlsSession?: { sni: string };
  };
}

/** An authorizer of gRPC's own library; undefined as an answer fails the call. */
export async function startGrpcAuthorizer(
  answer: (question: CheckQuestion) => object | undefined,
  credentials = ServerCredentials.createInsecure(),
) {
  const dir = mkdtempSync(join(tmpdir(), 'meshscope-authorizer-'));
  const file = join(dir, 'auth.proto');
  writeFileSync(file, PROTO);
  const loaded = loadPackageDefinition(loadSync(file)) as unknown as {
    envoy: { service: { auth: { v3: { Authorization: { service: ServiceDefinition } } } } };
  };
  rmSync(dir, { recursive: true });
  const questions: CheckQuestion[] = [];
  const server = new Server();
  server.addService(loaded.envoy.service.auth.v3.Authorization.service, {
    Check: (
      call: { request: CheckQuestion },
      respond: (error: { code: number } | null, value?: object) => void,
    ) => {
      questions.push(call.request);
      const said = answer(call.request);
      if (said === undefined) respond({ code: 13 });
      else respond(null, said);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, questions, close: () => server.forceShutdown() };
}
