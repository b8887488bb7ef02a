import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { Socket } from "node:net";
import type { FileTrouble } from "../model/file-trouble.ts";

/**
 * How much a pipe may hold, and how long it may take: it holds a plan or a key, and whoever writes it is already at
 * work.
 */
const pipeLimits = { bytes: 65_536, milliseconds: 5_000 } as const;

/** Between two looks at a pipe that has nothing yet. */
const pauseMs = 10;

/** What comes out of a pipe until it ends. */
export async function readPipe(path: string): Promise<Uint8Array | FileTrouble> {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  // A named pipe without a writer looks like one that has ended.
  const mayBegin = !isDescriptor(path);
  const chunk = Buffer.allocUnsafe(pipeLimits.bytes + 1);
  const until = process.hrtime.bigint() + BigInt(pipeLimits.milliseconds) * 1_000_000n;
  let length = 0;
  try {
    for (;;) {
      const read = readSome(file, chunk, length);
      if (read === 0 && (length > 0 || !mayBegin)) return chunk.subarray(0, length);
      length += read ?? 0;
      if (length > pipeLimits.bytes) return { trouble: "large", limit: pipeLimits.bytes };
      if (process.hrtime.bigint() > until) return { trouble: "slow" };
      if (!read) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  } finally {
    closeSync(file);
  }
}

/** How many bytes came; undefined when there are none at the moment. */
function readSome(file: number, chunk: Buffer, from: number): number | undefined {
  try {
    return readSync(file, chunk, from, chunk.length - from, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return undefined;
    throw error;
  }
}

/**
 * The same of a descriptor that is a socket, as the standard input of a child process may be: it has no path that could
 * be opened.
 */
export function readSocket(descriptor: number): Promise<Uint8Array | FileTrouble> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    const end = (result: Uint8Array | FileTrouble) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ trouble: "slow" }), pipeLimits.milliseconds);
    socket.on("data", (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > pipeLimits.bytes) end({ trouble: "large", limit: pipeLimits.bytes });
    });
    socket.on("end", () => end(Buffer.concat(parts)));
    socket.on("error", ({ code }: NodeJS.ErrnoException) => end({ trouble: "failed", reason: code ?? "no-reason" }));
  });
}

/** The descriptor of this process that a path stands for; undefined for other paths. */
export function descriptorOf(path: string): number | undefined {
  if (path === "/dev/stdin") return 0;
  const [, number] = /^(?:\/dev\/fd|\/proc\/self\/fd)\/(\d{1,6})$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

function isDescriptor(path: string): boolean {
  return descriptorOf(path) !== undefined;
}

/** True for a descriptor that is a socket. */
export function isSocket(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isSocket();
  } catch {
    return false;
  }
}
