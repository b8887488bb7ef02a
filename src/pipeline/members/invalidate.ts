import { createHash } from "node:crypto";
import type { Client, Reply } from "../../model/client.ts";
import { type CodeOutcome, type CodeView, codeLocal, invalidation } from "../../model/code.ts";
import { defined } from "../../model/defined.ts";
import { type CodeReading, maskedCode } from "../../model/member.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { emptyEntry, type StateEntry } from "../../model/state.ts";
import type { Known, Selection, World } from "../../model/world.ts";
import { instantIso } from "../../schema/instant.ts";
import { sendAnnounced } from "../../state/announced-call.ts";
import { changeByHand } from "../../state/by-hand.ts";
import { keepingInput, readKnown } from "../known.ts";
import { whileMoved } from "../memory/while-moved.ts";
import { wordsOf } from "../writing/words.ts";
import { type OpenedCard, openCard } from "./find-card.ts";
import { type AskedMember, readCode } from "./read-member.ts";

/** A code that was looked at, and may be made invalid. */
export interface LookedAt {
  readonly card: OpenedCard;
  readonly before: CodeReading;
  /** When an earlier run was about to make it invalid and could not say what came of that, in ISO 8601. */
  readonly openSince?: string;
}

/** What became of a code, and what is wrong. */
export interface Invalidated {
  readonly view?: CodeView;
  readonly problems: readonly Problem[];
}

/** The state of a code that takes no more. Source: documentation of card/code/unavailable. */
const invalid = "UNAVAILABLE";

/** Looks at a code that is to be made invalid; nothing is sent. */
export async function lookAtCode(
  world: World,
  selection: Selection,
  asked: AskedMember,
): Promise<LookedAt | readonly Problem[]> {
  const card = await openCard(world, selection, asked.card);
  if ("length" in card) return card;
  const memory = card.run.states.get(card.account.name);
  if (memory?.known !== true) return [problem("code-memory-missing", { account: card.account.name })];
  const code = await readCode(world, card, asked);
  if ("problem" in code) return [code.problem];
  const openSince = memory.entries.get(localOf(card, asked.code))?.pending?.at;
  return { card, before: code.reading, ...defined({ openSince }) };
}

/** True for a code of which nothing has to be sent any more. */
export function isInvalid({ before }: LookedAt): boolean {
  return before.status === invalid;
}

/** What is shown of a code that is invalid already. What an earlier run was about to do has come true, and is forgotten. */
export async function alreadyInvalid(
  world: World,
  looked: LookedAt,
  { code }: Pick<AskedMember, "code">,
): Promise<Invalidated> {
  const view = viewOf(looked, code, { outcome: "already", after: invalid });
  if (looked.openSince === undefined) return { view, problems: [] };
  const { card } = looked;
  const done = await underMemory(world, card, (known) =>
    changeByHand(keepingInput(world, card.run.project, known), {
      account: card.account.name,
      changes: new Map([[localOf(card, code), undefined]]),
      begin: wordsOf(world, "begin"),
      words: wordsOf(world, invalidation, () => [`${card.address} ${invalidation} already`]),
    }),
  );
  return { view, problems: done };
}

/** What is asked for. */
export interface Invalidation extends AskedMember {
  /** Why, which the member reads. */
  readonly reason: string;
}

/**
 * Makes a code invalid, for good. That it is about to be sent stands with a lease and in the journal before it is, by a
 * digest; the code is looked at once more right before, and after it.
 */
export async function invalidateCode(world: World, looked: LookedAt, asked: Invalidation): Promise<Invalidated> {
  const { card } = looked;
  const ended = (outcome: CodeOutcome) =>
    wordsOf(world, invalidation, () => [`${card.address} ${invalidation} ${outcome}`]);
  const sent = await whileMoved(async () => {
    const known = await readKnown(world, card.run.project, [card.account], "store");
    if ("length" in known) return known;
    return sendAnnounced(keepingInput(world, card.run.project, known), {
      account: card.account.name,
      local: localOf(card, asked.code),
      entry: intentOf(world, card, asked.code),
      begin: wordsOf(world, "begin"),
      send: async (lapsed) => {
        const done = await send(world, looked, asked, lapsed);
        return { done, isOpen: done.view?.outcome === "unknown" };
      },
      words: ({ view }) => ended(view?.outcome ?? "refused"),
    });
  });
  if ("code" in sent) return { problems: [sent] };
  if ("length" in sent) return { problems: sent };
  return { ...sent.done, problems: [...sent.done.problems, ...sent.problems] };
}

async function send(
  world: World,
  looked: LookedAt,
  asked: Invalidation,
  lapsed: () => Problem | undefined,
): Promise<Invalidated> {
  const { card } = looked;
  const now = await readCode(world, card, asked);
  if ("problem" in now) return { problems: [now.problem] };
  const fresh = { ...looked, before: now.reading };
  if (isInvalid(fresh))
    return { view: viewOf(looked, asked.code, { outcome: "already", after: invalid }), problems: [] };
  // The look may have taken as long as the platform asked to wait.
  const unsent = lapsed();
  if (unsent !== undefined) return { problems: [unsent] };
  const client = card.run.clients.get(card.account.name) as Client;
  const reply = await client.call(card.calls.invalidate(card.id, asked.code, asked.reason), "write", world.signal);
  if ("body" in reply && reply.body !== undefined) asked.learn(card.calls.personalTexts(reply.body));
  // What was sent is worth a last look, also after an interruption.
  const after = await readCode({ signal: world.graceSignal }, card, asked);
  const seen = "reading" in after ? after.reading.status : undefined;
  return judged(fresh, asked.code, { reply, ...defined({ seen }) });
}

function judged(
  looked: LookedAt,
  code: string,
  { reply, seen }: { readonly reply: Reply; readonly seen?: string },
): Invalidated {
  const { address } = looked.card;
  const show = (outcome: CodeOutcome) => viewOf(looked, code, { outcome, ...defined({ after: seen }) });
  if (seen === invalid) return { view: show("done"), problems: [] };
  if (reply.status === "refused") return { view: show("refused"), problems: [{ ...reply.problem, address }] };
  const why = reply.status === "unknown" ? [{ ...reply.problem, address }] : [];
  return { view: show("unknown"), problems: [...why, problem("code-outcome-unknown", { address }, { address })] };
}

function viewOf(
  { card, before }: LookedAt,
  code: string,
  { outcome, after }: Pick<CodeView, "outcome" | "after">,
): CodeView {
  return {
    ...{ address: card.address, code: maskedCode(code), before: before.status ?? "", outcome },
    ...defined({ after }),
  };
}

/** Never the code: by its digest the same command knows it again, and nobody else. */
function digestOf({ id }: OpenedCard, code: string): string {
  return createHash("sha256").update(`${id} ${code}`, "utf8").digest("hex");
}

function localOf(card: OpenedCard, code: string): string {
  return codeLocal(digestOf(card, code));
}

function intentOf({ clock }: World, card: OpenedCard, code: string): StateEntry {
  const digest = digestOf(card, code);
  const at = instantIso(clock.now(), card.run.project.timezone);
  return { ...emptyEntry, pending: { operation: invalidation, body: digest, removes: digest, at } };
}

async function underMemory(
  world: World,
  { run, account }: OpenedCard,
  change: (known: Known) => Promise<"moved" | readonly Problem[]>,
): Promise<readonly Problem[]> {
  const done = await whileMoved(async () => {
    const known = await readKnown(world, run.project, [account], "store");
    return "length" in known ? known : change(known);
  });
  return "code" in done ? [done] : done;
}
