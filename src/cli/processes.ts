import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Processes } from "../model/ports.ts";

function orNothing(tell: () => string): string {
  try {
    return tell();
  } catch {
    return "";
  }
}

/**
 * True for a process that has ended and that nobody has asked about: it can still be signalled. In a container whose
 * first process asks after none it stays so for good. Only Linux tells.
 */
function isEnded(id: number): boolean {
  const state = orNothing(() => readFileSync(`/proc/${id}/stat`, "utf8"));
  // The name in parentheses may hold anything.
  return /^[ZX]/.test(state.slice(state.lastIndexOf(")") + 2));
}

/** When a process was started, in ticks since the machine was. Only Linux tells. */
function startOf(id: number): string {
  const state = orNothing(() => readFileSync(`/proc/${id}/stat`, "utf8"));
  // The 22nd field; the name in parentheses, which is the second, may hold anything.
  return state.slice(state.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

/** The processes of this machine. */
export const realProcesses: Processes = {
  id: process.pid,
  get host() {
    return hostname();
  },
  get space() {
    // Only Linux tells; elsewhere containers are machines of their own.
    const sources = [
      () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
      () => readlinkSync("/proc/self/ns/pid"),
    ];
    return sources.map(orNothing).join(" ").trim();
  },
  started: startOf,
  isAlive: (id) => {
    try {
      process.kill(id, 0);
      return !isEnded(id);
    } catch (error) {
      // Somebody else's process is alive, too.
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};
