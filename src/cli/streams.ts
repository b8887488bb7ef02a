import { fstatSync, writeSync } from "node:fs";
import type { WriteStream } from "node:tty";

/** One of the standard streams that carry output. */
export interface Output {
  /** Writes a text; nothing more is tried once a write has failed. Never throws: a run goes on, whoever listens. */
  write(text: string): void;
  /**
   * Why not all of it could be written, as the machine says it. A reader that went away, such as `head`, is no trouble.
   */
  trouble(): string | undefined;
}

/**
 * Opens a standard stream by its descriptor. The stream object of Node is loaded only when the descriptor does not take
 * everything at once, as a full pipe: loading it costs 6 ms of every start (measured on Node 20).
 */
export function outputTo(descriptor: 1 | 2): Output {
  let failed: string | undefined;
  let stream: NodeJS.WriteStream | undefined;
  const fail = ({ code }: NodeJS.ErrnoException): void => {
    failed ??= code ?? "no-reason";
  };
  const wait = (rest: Buffer): void => {
    stream ??= (descriptor === 1 ? process.stdout : process.stderr).on("error", fail);
    stream.write(rest);
  };
  return {
    trouble: () => (failed === "EPIPE" ? undefined : failed),
    write: (text) => {
      if (failed !== undefined) return;
      let rest = Buffer.from(text, "utf8");
      if (stream !== undefined) return wait(rest);
      try {
        while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") wait(rest);
        else fail(error as NodeJS.ErrnoException);
      }
    },
  };
}

/**
 * True for a terminal. Pipes and files are told apart by a look at the descriptor, without loading what knows
 * terminals.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  const stream = [process.stdin, process.stdout, process.stderr][descriptor] as WriteStream;
  return stream.isTTY === true;
}
