import { exitCodes } from "../report/exit-code.ts";
import { harmless } from "../report/harmless.ts";
import type { Redactor } from "./redact.ts";
import type { Output } from "./streams.ts";

/**
 * What Node would print by itself, the end of a process by an error that nobody caught and the warnings of its parts,
 * is made harmless and passes the net as well. Node shows the line of code, the message and every member of an error;
 * here it is the message and where it happened.
 */
export function endCleanly(net: Redactor, output: Output): void {
  const say = (text: string): void => output.write(net.clean(harmless(text)));
  const end = (error: unknown): void => {
    try {
      say(bugText(error));
    } finally {
      process.exit(exitCodes.failure);
    }
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
  // The one that Node has by itself prints them as they are; without it nobody wants to see any.
  if (process.listenerCount("warning") === 0) return;
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => say(`${name}: ${message}\n`));
}

/** A bug in its own words, on lines with their ends: the message, and where in the code it happened. */
export function bugText(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `wxcards met a bug of its own: ${reason}\n${framesOf(error)}\n`;
}

/** The calls that led to an error: they name code and no data. */
export function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");
}
