import type { ExitName } from "../../report/exit-code.ts";

/** How any command can end. */
export const always: readonly ExitName[] = ["ok", "failure", "usage", "interrupted", "terminated"];

/** How a command can end that reads documents. */
export const offline: readonly ExitName[] = [...always, "documents"];

/** How a command can end that reads live state. */
export const live: readonly ExitName[] = [...offline, "refused", "notAllowed"];

/** How a command can end that reads or writes what is remembered. */
export const ofState: readonly ExitName[] = [...offline, "notAllowed"];
