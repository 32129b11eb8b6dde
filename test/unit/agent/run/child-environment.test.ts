import { describe, expect, it } from 'vitest';
import { childEnvironment } from '@/agent/run/child-environment';
import { exitCodeOf } from '@/agent/run/child-process';

const OUTBOUND = { host: '127.0.0.1', port: 15_001 };

describe('childEnvironment()', () => {
  it('adds the way through the sidecar and keeps what the user has set', () => {
    const inherited = {
      PATH: '/bin',
      PORT: '1',
      no_proxy: 'db.example, localhost',
      NODE_OPTIONS: '--enable-source-maps',
    };
    expect(
      childEnvironment(inherited, {
        appPort: 4_000,
        outbound: OUTBOUND,
        preload: 'file:///a%20b/preload.mjs',
        receive: undefined,
      }),
    ).toEqual({
      PATH: '/bin',
      PORT: '4000',
      http_proxy: 'http://127.0.0.1:15001',
      HTTP_PROXY: 'http://127.0.0.1:15001',
      no_proxy: 'localhost,127.0.0.1,::1,169.254.169.254,db.example',
      NO_PROXY: 'localhost,127.0.0.1,::1,169.254.169.254,db.example',
      MESHSCOPE_OUTBOUND: '127.0.0.1:15001',
      NODE_OPTIONS: '--enable-source-maps --import=file:///a%20b/preload.mjs',
    });
  });

  it('leaves PORT and NODE_OPTIONS alone when there is nothing to say', () => {
    const environment = childEnvironment(
      { PORT: '1' },
      { appPort: undefined, outbound: OUTBOUND, preload: undefined, receive: undefined },
    );
    expect(environment.PORT).toBe('1');
    expect(environment).not.toHaveProperty('NODE_OPTIONS');
  });

  it('tells OpenTelemetry where the agent takes spans, unless the user has said another place', () => {
    const options = {
      appPort: undefined,
      outbound: OUTBOUND,
      preload: undefined,
      receive: { host: '127.0.0.1', port: 4318 },
    };
    expect(childEnvironment({}, options)).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    });
    const own = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(childEnvironment(own, options)).not.toHaveProperty('OTEL_EXPORTER_OTLP_PROTOCOL');
  });
});

describe('exitCodeOf()', () => {
  it('says signals as shells do', () => {
    expect([exitCodeOf(3, null), exitCodeOf(null, 'SIGTERM'), exitCodeOf(null, 'SIGKILL')]).toEqual([
      3, 143, 137,
    ]);
  });
});
