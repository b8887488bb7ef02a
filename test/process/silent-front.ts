import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { passOn } from "../helpers/ways-to-weixin.ts";

/** Ways in which a host says nothing, or nothing that ends. */
export const silences = {
  /** Reads the request and never answers. */
  "no answer": () => {},
  "status line only": (socket) => socket.write("HTTP/1.1 200 OK\r\n"),
  "headers without end": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"),
  "headers byte by byte": (socket) => drip(socket, `HTTP/1.1 200 OK\r\nx-slow: ${"a".repeat(1_000)}\r\n`),
  "no body": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n"),
  "half a body": (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{"errcode"'),
  "body byte by byte": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
    drip(socket, " ".repeat(1_000));
  },
  "chunks without end": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    drip(socket, "1\r\n \r\n".repeat(200));
  },
  "continue for ever": (socket) => drip(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(40)),
  "half closed": (socket) => socket.end(),
  "closed at once": (socket) => socket.destroy(),
  "reset at once": (socket) => socket.resetAndDestroy(),
  "closed within the body": (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{"errcode"'),
} as const satisfies Record<string, (socket: Socket) => unknown>;

export type Silence = keyof typeof silences;

/** Writes a byte a second for as long as anybody listens. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text[at++] as string);
  }, 1_000);
  socket.on("close", () => clearInterval(timer));
  socket.on("error", () => clearInterval(timer));
}

/** A host in front of the platform: passes requests on until it goes silent, and never speaks again. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a front; `isFirst` says with which request it goes silent. */
export async function silentFront(
  platform: string,
  silence: Silence,
  isFirst: (request: IncomingMessage) => boolean,
): Promise<Front> {
  let isSilent = false;
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    isSilent ||= isFirst(incoming);
    if (isSilent) (silences[silence] as (socket: Socket) => unknown)(incoming.socket);
    else passOn(platform, incoming, outgoing);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
