// A gRPC service of one unary method: node grpc-app.mjs PORT BODY-BYTES.
import { createServer } from 'node:http2';

const [port, bytes] = process.argv.slice(2).map(Number);
const message = Buffer.alloc(5 + bytes, 'x');
message.writeUInt8(0, 0);
message.writeUInt32BE(bytes, 1);

createServer()
  .on('stream', (stream) => {
    stream.on('error', () => undefined);
    stream.resume();
    stream.on('end', () => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(message);
    });
  })
  .listen(port, '127.0.0.1');
