import { type HeldCard, type HeldView, hiddenText, maskedCode, type Shown } from "../../model/member.ts";
import type { Problem } from "../../model/problem.ts";
import type { Selection, World } from "../../model/world.ts";
import { openCard, openCards } from "./find-card.ts";
import { answerOf, type LearnPersonal, unusable } from "./read-member.ts";

/** Whose cards are asked for. */
export interface AskedPerson {
  readonly openid: string;
  /** The address of the only card that is asked for. */
  readonly card?: string;
  readonly learn: LearnPersonal;
}

/** What a person holds, as far as the platform says it. */
export interface HeldFound {
  readonly held?: Shown<HeldView>;
  readonly problems: readonly Problem[];
}

/** Reads which cards a person holds, and writes nothing anywhere. */
export async function readHeld(
  world: World,
  selection: Selection,
  { openid, card, learn }: AskedPerson,
): Promise<HeldFound> {
  const opened = await (card === undefined ? openCards(world, selection) : openCard(world, selection, card));
  if ("length" in opened) return { problems: opened };
  const { account, ids, calls, id } = opened;
  const request = calls.held(openid, id);
  const answer = await answerOf(world, opened, { request, learn });
  if ("problem" in answer) return { problems: [{ ...answer.problem, account: account.name }] };
  const found = calls.readHeld(answer.body);
  if (found === undefined) return { problems: [unusable(request.path)] };
  const addresses = new Map([...ids].flatMap(([address, id]) => (id === "" ? [] : [[id, address] as const])));
  const cards = found.map(({ cardId, code }): HeldCard => {
    const address = addresses.get(cardId);
    return { ...(address === undefined ? {} : { address }), cardId, code };
  });
  const view = { account: account.name, cards };
  return {
    held: {
      masked: {
        ...{ ...view, openid: hiddenText, masked: true },
        cards: cards.map((one) => ({ ...one, code: maskedCode(one.code) })),
      },
      whole: { ...view, openid, masked: false },
    },
    problems: [],
  };
}
