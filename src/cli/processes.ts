import { hostname } from "node:os";
import type { Processes } from "../model/ports.ts";

/** The processes of this machine. */
export const realProcesses: Processes = {
  id: process.pid,
  get host() {
    return hostname();
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
