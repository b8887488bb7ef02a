import { isOfCode } from "../../model/code.ts";
import { localAddress } from "../../model/document.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Project } from "../../model/project.ts";
import { openPart, type StateEntry } from "../../model/state.ts";
import type { Checked, Known, Selection, World } from "../../model/world.ts";
import { changeByHand } from "../../state/by-hand.ts";
import { keepingInput, readKnown } from "../known.ts";
import { wordsOf } from "../writing/words.ts";
import { addressMeant } from "./addressed.ts";
import { type OpenedMemory, openMemory } from "./open.ts";
import { whileMoved } from "./while-moved.ts";

/** Forgets what is remembered of a resource that no document names; gives its address, or why it is not forgotten. */
export async function forgetResource(
  world: World,
  selection: Selection,
  wanted: string,
): Promise<string | readonly Problem[]> {
  const opened = await openMemory(world, selection, "with-documents");
  if (!("access" in opened)) return opened;
  const done = await whileMoved(() => forgetOnce(world, opened, wanted));
  return typeof done === "object" && "code" in done ? [done] : done;
}

async function forgetOnce(
  world: World,
  { project, checked, accounts }: OpenedMemory,
  wanted: string,
): Promise<string | readonly Problem[] | "moved"> {
  const known = await readKnown(world, project, accounts, "store");
  if ("length" in known) return known;
  const damaged = accounts.flatMap(({ name }) => known.problems.get(name) ?? []);
  const address = addressMeant(wanted, addressesIn(known));
  // A memory that could not be read may be the one that holds it.
  if (typeof address !== "string") return damaged.length > 0 ? damaged : [address];
  const why = againstForgetting(checked, address, entryOf(known, address));
  if (why !== undefined) return [why];
  const done = await forgotten(world, project, known, address);
  return done === "moved" || done.length > 0 ? done : address;
}

function addressesIn({ memories }: Known): string[] {
  return [...memories].flatMap(([account, { entries }]) => [...entries.keys()].map((local) => `${account}/${local}`));
}

function entryOf({ memories }: Known, address: string): StateEntry | undefined {
  return memories.get(address.slice(0, address.indexOf("/")))?.entries.get(localAddress(address));
}

/** Why a resource is not forgotten: a document names it, by its name or by the one it had; or something is open. */
function againstForgetting({ all }: Checked, address: string, entry: StateEntry | undefined): Problem | undefined {
  const isNamed = all.some((document) => {
    const former = document.was === undefined ? undefined : `${document.account}/${document.kind}/${document.was}`;
    return document.address === address || former === address;
  });
  if (isNamed) return problem("state-entry-declared", { address }, { address });
  // A call about a code is settled by who knows the code, or by nobody.
  const isOpen = entry !== undefined && openPart(entry) !== undefined && !isOfCode(localAddress(address));
  return isOpen ? problem("state-entry-open", { address }, { address }) : undefined;
}

async function forgotten(
  world: World,
  project: Project,
  known: Known,
  address: string,
): Promise<"moved" | readonly Problem[]> {
  return changeByHand(keepingInput(world, project, known), {
    account: address.slice(0, address.indexOf("/")),
    changes: new Map([[localAddress(address), undefined]]),
    begin: wordsOf(world, "begin"),
    words: wordsOf(world, "forget", () => [address]),
  });
}
