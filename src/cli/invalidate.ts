import type { CodeView } from "../model/code.ts";
import { hiddenText, maskedCode } from "../model/member.ts";
import type { Allowed } from "../model/plan.ts";
import { type Problem, problem, problemsIn } from "../model/problem.ts";
import {
  alreadyInvalid,
  type Invalidated,
  type Invalidation,
  invalidateCode,
  isInvalid,
  type LookedAt,
  lookAtCode,
} from "../pipeline/members/invalidate.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { stateText } from "../report/member-rows.ts";
import { confirmed } from "./confirm.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { wordless } from "./wordless.ts";

export interface InvalidateFlags extends Omit<CommonFlags, "concurrency"> {
  /** The address of the card. */
  readonly card: string;
  /** What the member reads. */
  readonly reason: string;
  readonly yes?: boolean;
  readonly allow?: readonly Allowed[];
}

/** `wxcards code invalidate CODE --card ADDRESS --reason TEXT`: makes the card of one member invalid, for good. */
export async function invalidateCommand(
  effects: GuardedEffects,
  code: string,
  flags: InvalidateFlags,
): Promise<number> {
  const { redactor } = effects;
  // Before anything is opened, read or said.
  redactor.learnPersonal([code]);
  const session = await openLiveSession(effects, { ...flags, concurrency: 1 }, true);
  const asked = { code, card: flags.card, reason: flags.reason, learn: redactor.learnPersonal };
  try {
    const done = await invalidated(effects, session, asked, flags);
    if (done === "interrupted") return exitCodes.interrupted;
    // What the embedded platform could not keep comes to light by that.
    const unkept = await session.connections.close();
    return await shown(session, { ...done, problems: [...done.problems, ...unkept] });
  } catch (error) {
    throw problemsIn(error) === undefined ? wordless(error) : error;
  } finally {
    await session.connections.close();
  }
}

async function invalidated(
  effects: GuardedEffects,
  session: LiveSession,
  asked: Invalidation,
  flags: InvalidateFlags,
): Promise<Invalidated | "interrupted"> {
  const { world, selection } = session;
  const looked = await lookAtCode(world, selection, asked);
  if ("length" in looked) return { problems: looked };
  if (isInvalid(looked)) return alreadyInvalid(world, looked, asked);
  const { card, openSince } = looked;
  const told: Problem[] =
    openSince === undefined ? [] : [problem("code-left-open", { address: card.address, since: openSince })];
  const refusal = await consent(effects, session, { looked, asked, flags });
  if (refusal === "interrupted") return refusal;
  if (refusal !== undefined) return { problems: [...told, refusal] };
  const done = await invalidateCode(world, looked, asked);
  return { ...done, problems: [...told, ...done.problems] };
}

interface Question {
  readonly looked: LookedAt;
  readonly asked: Invalidation;
  readonly flags: InvalidateFlags;
}

/** Why nothing may be sent. Only consent that names this very code is any, whatever else a line or a document says. */
async function consent(
  { io, redactor }: GuardedEffects,
  session: LiveSession,
  { looked, asked, flags }: Question,
): Promise<Problem | "interrupted" | undefined> {
  const { address } = looked.card;
  const status = looked.before.status ?? "";
  const isAllowed = flags.allow?.some(
    ({ what, address: of }) => what === "irreversible" && of === `code:${asked.code}`,
  );
  if (isAllowed === true && (flags.yes === true || !io.canAsk())) return undefined;
  if (flags.yes === true || !io.canAsk()) return problem("code-consent-missing", { address, status }, { address });
  const words = (await session.language()).results.member;
  const question = session.notes.confirmInvalidation({
    ...{ address, code: maskedCode(asked.code), holder: hiddenText, state: stateText(status, words) },
    reason: asked.reason,
  });
  const answer = await confirmed(question, redactor);
  session.note("");
  if (answer === "interrupted") return answer;
  return answer === "yes" ? undefined : problem("not-confirmed", {});
}

async function shown(session: LiveSession, { view, problems }: Invalidated): Promise<number> {
  const { kinds } = session.world;
  if (view === undefined) await session.show((renderer, paint) => renderer.validation({ problems, kinds }, paint));
  else await session.show((renderer, paint) => renderer.code({ view, problems, kinds }, paint));
  return exitOf(problems, view);
}

function exitOf(problems: readonly Problem[], view: CodeView | undefined): number {
  return view?.outcome === "unknown" ? exitCodes.unknown : exitOfProblems(problems);
}
