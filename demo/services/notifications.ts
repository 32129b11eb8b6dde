import type http from 'node:http';
import { WebSocketServer } from 'ws';
import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

const listeners = new Set<(text: string) => void>();

/** Tells customers of their orders, over WebSocket where they listen. */
export const notifications: Service = ({ random }) => ({
  'POST /notifications': async ({ body }) => {
    await pause(random, 3);
    for (const listener of listeners) listener(JSON.stringify({ order: body }));
    return ok({ told: listeners.size });
  },
});

/** Adds the WebSocket side at /live. */
export function attachNotifications(server: http.Server): void {
  const sockets = new WebSocketServer({ server, path: '/live' });
  sockets.on('connection', (socket) => {
    const listener = (text: string): void => socket.send(text);
    listeners.add(listener);
    socket.on('close', () => listeners.delete(listener));
    socket.on('error', () => socket.terminate());
  });
}
