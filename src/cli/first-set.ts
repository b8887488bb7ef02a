import type { Io } from "./io.ts";

/** A value of the environment, and the variable that it stands in. */
export interface SetVariable {
  readonly name: string;
  readonly value: string;
}

/** The first of some variables that says something: an empty one counts as none. */
export function firstSet(env: Io["env"], names: readonly string[]): SetVariable | undefined {
  for (const name of names) {
    const value = env[name]?.trim() ?? "";
    if (value !== "") return { name, value };
  }
  return undefined;
}
