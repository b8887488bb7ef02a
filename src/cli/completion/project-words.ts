import { defined } from "../../model/defined.ts";
import { check } from "../../pipeline/check.ts";
import { type GuardedEffects, openSession } from "../session.ts";

/**
 * The words of a project: names of its accounts, addresses of its resources; or the fields of the kinds, which need no
 * project.
 */
export async function projectWords(
  effects: GuardedEffects,
  from: "accounts" | "targets" | "fields",
  words: readonly string[],
): Promise<readonly string[]> {
  const current = words.at(-1) ?? "";
  if (from === "fields") return fieldWords(current);
  const project = flagValue(words, "--project");
  const flags = {
    format: "text",
    concurrency: 1,
    color: false,
    ...defined({ project }),
  } as const;
  const { world, selection } = await openSession(effects, flags);
  // Documents that are wrong are offered too: they are what somebody works on.
  const checked = await check(world, { ...selection, ...(from === "accounts" ? { paths: [] } : {}) }, "without-clock");
  if (from === "accounts") return checked.project?.accounts.map(({ name }) => name) ?? [];
  const addresses = [...new Set(checked.all.map(({ address }) => address))].sort();
  const short = addresses.map((address) => address.slice(address.indexOf("/") + 1));
  const unique = short.filter((address) => short.indexOf(address) === short.lastIndexOf(address));
  // Short addresses only when one is being written: each resource is offered once.
  return current === "" || current.endsWith("=") ? addresses : [...addresses, ...unique];
}

/** Kinds first; the fields of a kind once its name is written. */
async function fieldWords(current: string): Promise<readonly string[]> {
  const { explainable } = await import("./explainable.ts");
  const words = explainable();
  // A kind with and without a point: the shell stops between the two instead of ending the word.
  if (!current.includes(".")) return words.filter((word) => !word.includes(".")).flatMap((kind) => [kind, `${kind}.`]);
  return words.filter((word) => word.includes("."));
}

function flagValue(words: readonly string[], flag: string): string | undefined {
  const at = words.lastIndexOf(flag);
  if (at !== -1 && at < words.length - 2) return words[at + 1];
  return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
