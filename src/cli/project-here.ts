import { defined } from "../model/defined.ts";
import type { Checked } from "../model/world.ts";
import { check } from "../pipeline/check.ts";
import { type GuardedEffects, openSession } from "./session.ts";

/** The project file that is there, by its name or the one that a flag gives, without its documents. */
export async function projectHere(effects: GuardedEffects, file?: string): Promise<Checked> {
  const flags = { format: "text", concurrency: 1, color: false, ...defined({ project: file }) } as const;
  const { world, selection } = await openSession(effects, flags);
  return check(world, { ...selection, paths: [] }, "without-clock");
}
