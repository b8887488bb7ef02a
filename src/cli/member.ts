import { defined } from "../model/defined.ts";
import type { HeldView, MemberView, Shown } from "../model/member.ts";
import { type Problem, problem, problemsIn } from "../model/problem.ts";
import { readHeld } from "../pipeline/members/read-held.ts";
import { readMember } from "../pipeline/members/read-member.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import type { Redactor } from "./redact.ts";
import type { Render } from "./results.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { wordless } from "./wordless.ts";

export interface MemberFlags extends Omit<CommonFlags, "concurrency"> {
  /** The address of the card. */
  readonly card?: string;
  readonly openid?: string;
  /** Personal texts are shown on stdout, and nowhere else. */
  readonly showPersonal?: boolean;
}

/** `wxcards member CODE --card ADDRESS`, or `--openid OPENID`: one member, or what a person holds. Reads only. */
export async function memberCommand(
  effects: GuardedEffects,
  code: string | undefined,
  flags: MemberFlags,
): Promise<number> {
  // Before anything is opened, read or said.
  effects.redactor.learnPersonal([code, flags.openid].filter((text) => text !== undefined));
  const session = await openLiveSession(effects, { ...flags, concurrency: 1 }, false);
  try {
    const found = await foundFor(session, effects.redactor, code, flags);
    return await shown(session, flags, found);
  } catch (error) {
    throw problemsIn(error) === undefined ? wordless(error) : error;
  } finally {
    await session.connections.close();
  }
}

/** What was found, as it is shown whole and masked; only what is wrong where there is nothing. */
interface Found {
  readonly renders?: Shown<Render>;
  readonly problems: readonly Problem[];
}

async function foundFor(
  { world, selection }: LiveSession,
  { learnPersonal: learn }: Redactor,
  code: string | undefined,
  { card, openid }: MemberFlags,
): Promise<Found> {
  const { kinds } = world;
  if (openid !== undefined && code === undefined) {
    const { held, problems } = await readHeld(world, selection, { openid, learn, ...defined({ card }) });
    const render = (view: HeldView): Render => {
      return (renderer, paint) => renderer.held({ held: view, problems, kinds }, paint);
    };
    return { problems, ...(held && { renders: { whole: render(held.whole), masked: render(held.masked) } }) };
  }
  if (code === undefined || openid !== undefined || card === undefined)
    return { problems: [problem("member-unclear", { reason: misuse(code, openid) })] };
  const { member, problems } = await readMember(world, selection, { code, card, learn });
  const render = (view: MemberView): Render => {
    return (renderer, paint) => renderer.member({ member: view, problems, kinds }, paint);
  };
  return { problems, ...(member && { renders: { whole: render(member.whole), masked: render(member.masked) } }) };
}

function misuse(code: string | undefined, openid: string | undefined): "neither" | "both" | "no-card" {
  if (code === undefined) return "neither";
  return openid === undefined ? "no-card" : "both";
}

/** Shows what was found; the files of `--report` never hold personal texts. */
async function shown(
  session: LiveSession,
  { showPersonal = false }: MemberFlags,
  { renders, problems }: Found,
): Promise<number> {
  const { kinds } = session.world;
  if (renders === undefined) await session.show((renderer, paint) => renderer.validation({ problems, kinds }, paint));
  else if (showPersonal) await session.showPersonal(renders.whole, renders.masked);
  else await session.show(renders.masked);
  return exitOfProblems(problems);
}
