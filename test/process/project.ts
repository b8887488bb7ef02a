import { expect } from "vitest";
import { realProcesses } from "../../src/cli/processes.ts";
import { brandCard, brandId, brandProject, brandWorld } from "../helpers/brand.ts";
import { goldCard, goldId, liveGold, newCard } from "../helpers/documents.ts";
import { liveRules, merchants, rule } from "../helpers/rules.ts";
import { coffee, type World } from "../helpers/world.ts";

/** What an apply of this project is called with; nothing of it is new consent the second time. */
export const applyWords = ["apply", "--yes", "--allow", "replace", "--format", "json"] as const;

const spring = merchants(4);
const summer = merchants(2, 500);
const notice = "请向店员出示会员码";

/**
 * A project of all three kinds with something to do for each: a card to change, a card to make and a rule that names
 * it, a rule to replace, a brand card to make. The clock of its platforms is that of the machine, from now on at a
 * standstill, since the command runs as a process of its own.
 */
export async function openProject(): Promise<World> {
  const world = await brandWorld({
    "wxcards.yaml": `${brandProject}state: { folder: wxcards.state }\n`,
    "cards/gold.yaml": goldCard,
    "cards/spring.yaml": rule({ mchids: spring }),
  });
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const begun = await world.cli(applyWords);
  expect(begun, begun.all).toMatchObject({ code: 0 });
  world.edit("cards/gold.yaml", "结账时请出示会员码", notice);
  world.write({
    "cards/new.yaml": newCard("new", "新会员卡"),
    "cards/spring.yaml": rule({ mchids: spring, least: 200 }),
    "cards/summer.yaml": rule({ name: "summer", mchids: summer, card: "MemberCard/new" }),
    "cards/black.yaml": brandCard(),
  });
  world.forget();
  return world;
}

/**
 * Whatever happened to the command: after two more of the same, the second when everything that may still show has had
 * its time, all is as declared and nothing is there twice.
 */
export async function expectConverged(world: World, said: string): Promise<void> {
  world.processes = realProcesses;
  const first = await world.cli(applyWords);
  world.clock.advance(660);
  const second = await world.cli(applyWords);
  const plan = await world.cli("plan --detailed-exitcode");
  const all = [said, first.all, second.all, plan.all].join("\n---\n");
  expect(second.code, all).toBe(0);
  expect(plan.code, all).toBe(0);
  const cards = Object.values(world.sandbox.state(coffee.appid).cards);
  expect(cards.length, all).toBe(2);
  expect(Object.values(liveRules(world)).flat().sort(), all).toEqual([...spring, ...summer].sort());
  const brandCards = Object.values(world.sandbox.wechatpay.cards(brandId));
  expect(brandCards.length, all).toBe(1);
  expect(JSON.stringify(cards), all).toContain(notice);
}
