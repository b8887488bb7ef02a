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
  isAlive: (id) => {
    try {
      process.kill(id, 0);
      return true;
    } catch (error) {
      // Somebody else's process is alive, too.
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};
