import { describe, expect, test } from "vitest";
import { valueDigest } from "../../../src/model/digest.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldId, newCard, silverId } from "../../helpers/documents.ts";
import { type Entries, open, remember, settledIn } from "../../helpers/memories.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const line = "apply --recover-only --format json";
const absent = (name: string) => `kind: MemberCard\nname: ${name}\naccount: coffee\nstate: absent\nreason: over\n`;

/** What was sent, and what is live where it landed. */
const sent = { base_info: { brand_name: "云杉咖啡", title: "金卡", notice: "请出示" } } satisfies JsonObject;
const edited = { base_info: { ...sent.base_info, notice: "请扫码" } };
const create = open("create", { sent });
/** The same as another machine knows it, which has no journal: nothing but digests. */
const digests = Object.fromEntries(
  Object.entries(sent.base_info).map(([name, value]) => [`/base_info/${name}`, valueDigest(value)]),
);
const elsewhere = open("create", { fields: digests });
const put =
  (id: string, spec: JsonObject = sent) =>
  (made: World) =>
    void made.sandbox.addCard(coffee.appid, spec, { card_id: id });
const both =
  (...all: readonly ((made: World) => void)[]) =>
  (made: World) => {
    for (const one of all) one(made);
  };
const fails =
  (path: string, after = 0) =>
  (made: World) =>
    made.sandbox.fail({ path, errcode: 40097, times: 20, after });
const isOther = (path: string) => (made: World) =>
  made.sandbox.fail({
    path,
    errcode: 0,
    rawBody: `{"errcode":0,"card":{"card_type":"GROUPON","groupon":{"base_info":{"id":"${goldId}"}}}}`,
    times: 20,
  });

interface Case {
  readonly memory: Entries;
  readonly live?: (made: World) => void;
  readonly files?: Readonly<Record<string, string>>;
  /** Seconds since it was announced: more than the age, unless it is said. */
  readonly after?: number;
  readonly results: Readonly<Record<string, string>>;
  readonly codes?: readonly string[];
  /** What is remembered of `MemberCard/gold` afterwards; as before, where it is not said. */
  readonly left?: unknown;
}

const gold = (result: string) => ({ "MemberCard/gold": result });

async function plays({ memory, live, files, after = 600, results, codes = [], left }: Case): Promise<void> {
  const made = await newWorld({ files: { "cards/other.yaml": newCard("other", "别的"), ...files } });
  remember(made, memory);
  const before = made.locked("MemberCard/gold");
  live?.(made);
  made.clock.advance(after);
  const run = await made.cli(line);
  expect(settledIn(run)).toEqual({ results, codes });
  expect(made.locked("MemberCard/gold")).toEqual(left === undefined ? before : left);
  expect(made.writes()).toEqual([]);
}

describe("recovery-looks", () => {
  describe("a create whose answer was lost", () => {
    const memory = { "MemberCard/gold": { pending: create } };
    const remote = { "MemberCard/gold": { pending: elsewhere } };
    const found = { id: goldId };
    const lines = Object.entries(sent.base_info).map(([name, value]) => `    ${name}: ${value}\n`);
    const document = `kind: MemberCard\nname: gold\naccount: coffee\nspec:\n  base_info:\n${lines.join("")}`;
    const twice = { ...memory, "MemberCard/new": { pending: create } };
    const named = newCard("gold", "金卡", `id: ${silverId}\n`);
    const was = "aaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    test.each<[string, Case]>([
      ["shows", { memory, live: put(goldId), after: 0, results: gold("adopted"), left: found }],
      ["does not show yet", { memory, after: 599, results: gold("waits") }],
      ["does not show any more", { memory, results: gold("cleared"), left: {} }],
      [
        "another document has an id",
        {
          memory,
          files: { "cards/s.yaml": newCard("s", "银", `id: ${silverId}\n`) },
          after: 0,
          results: gold("waits"),
        },
      ],
      [
        "its document names an id since",
        {
          memory,
          files: { "cards/gold.yaml": named },
          after: 0,
          live: put(goldId),
          results: gold("cleared"),
          left: {},
        },
      ],
      [
        "two show",
        { memory, live: both(put(goldId), put(silverId)), results: gold("asks"), codes: ["adopt-ambiguous"] },
      ],
      [
        "one shows that resembles it",
        { memory, live: put(goldId, edited), results: gold("asks"), codes: ["adopt-unequal"] },
      ],
      [
        "one shows that has an owner",
        {
          memory: { ...memory, "MemberCard/old": { id: goldId } },
          live: put(goldId),
          results: gold("cleared"),
          left: {},
        },
      ],
      [
        "one shows, and two were sent",
        { memory: twice, live: put(goldId), results: { ...gold("adopted"), "MemberCard/new": "cleared" }, left: found },
      ],
      [
        "was sent by another machine, and shows",
        { memory: remote, live: put(goldId), after: 0, results: gold("adopted"), left: found },
      ],
      [
        "was sent by another machine, and one shows that differs",
        { memory: remote, live: put(goldId, edited), results: gold("asks"), codes: ["adopt-unequal"] },
      ],
      [
        "was sent by another machine, and two show",
        { memory: remote, live: both(put(goldId), put(silverId)), results: gold("asks"), codes: ["adopt-ambiguous"] },
      ],
      [
        "was sent by another machine, its document says it still, and one shows of another title",
        {
          memory: remote,
          files: { "cards/gold.yaml": document },
          live: put(goldId, { base_info: { ...sent.base_info, title: "银卡" } }),
          results: gold("cleared"),
          left: {},
        },
      ],
      [
        "was sent by another machine, its document says something else, and one shows of another title",
        {
          memory: remote,
          live: put(goldId, { base_info: { ...sent.base_info, title: "银卡" } }),
          results: gold("cleared"),
          left: {},
        },
      ],
      ["was sent by another machine, and does not show yet", { memory: remote, after: 599, results: gold("waits") }],
      [
        "was sent by another machine, and does not show any more",
        { memory: remote, results: gold("cleared"), left: {} },
      ],
      [
        "is in no listing that can be had",
        { memory, live: both(put(goldId), fails("/card/batchget")), results: gold("unread"), codes: ["weixin-40097"] },
      ],
      [
        "is listed and cannot be read",
        { memory, live: both(put(goldId), fails("/card/get")), results: gold("unread"), codes: ["weixin-40097"] },
      ],
      [
        "another card is listed that is none by now",
        { memory, live: both(put(goldId), isOther("/card/get")), results: gold("cleared"), left: {} },
      ],
      [
        "an answer has brought its id",
        {
          memory: { "MemberCard/gold": { id: goldId, pending: create } },
          live: both(put(goldId, edited), put(silverId)),
          after: 0,
          results: gold("adopted"),
          left: found,
        },
      ],
      [
        "an answer has brought its id, which cannot be read",
        {
          memory: { "MemberCard/gold": { id: goldId, pending: create } },
          live: both(put(silverId), fails("/card/get")),
          results: gold("unread"),
          codes: ["weixin-40097"],
        },
      ],
      [
        "an answer has brought an id that is not there",
        {
          memory: { "MemberCard/gold": { id: goldId, pending: create } },
          live: put(silverId),
          after: 0,
          results: gold("adopted"),
          left: { id: silverId },
        },
      ],
      [
        "an answer has brought an id, and nothing is there",
        { memory: { "MemberCard/gold": { id: goldId, pending: create } }, results: gold("cleared"), left: {} },
      ],
      [
        "shows, and an earlier one was deleted",
        {
          memory: { "MemberCard/gold": { id: was, deleted: true, pending: create } },
          live: both(put(was, edited), put(goldId)),
          results: gold("adopted"),
          left: found,
        },
      ],
      [
        "does not show, and an earlier one was deleted",
        {
          memory: { "MemberCard/gold": { id: was, deleted: true, pending: create } },
          results: gold("cleared"),
          left: { id: was, deleted: true },
        },
      ],
      [
        "does not show, and nothing is wanted any more",
        { memory, files: { "cards/gold.yaml": absent("gold") }, results: gold("cleared"), left: { deleted: true } },
      ],
      [
        "may still show, and nothing is wanted any more",
        { memory, files: { "cards/gold.yaml": absent("gold") }, after: 599, results: gold("waits") },
      ],
      [
        "shows, and nothing is wanted any more",
        {
          memory,
          files: { "cards/gold.yaml": absent("gold") },
          live: put(goldId),
          results: gold("adopted"),
          left: found,
        },
      ],
    ])("%s", async (_, one) => plays(one));

    test("under a name that was deleted before, and that another document has taken over", async () => {
      const made = await newWorld({
        files: {
          "cards/new.yaml": newCard("new", "金卡", "was: gold\n"),
          "cards/other.yaml": newCard("other", "别的", "was: silver\n"),
        },
      });
      const deletion = { id: silverId, deleted: true } as const;
      remember(made, { "MemberCard/gold": { ...deletion, pending: create } });
      put(goldId)(made);
      expect(settledIn(await made.cli(line))).toEqual({ results: gold("adopted"), codes: [] });
      expect([made.locked("MemberCard/gold"), made.locked("MemberCard/new")]).toEqual([deletion, { id: goldId }]);
    });
  });

  describe("a call that moves values", () => {
    const total = "/base_info/sku/total_quantity";
    const moving = (moves: NonNullable<ReturnType<typeof open>["moves"]>) => ({
      "MemberCard/gold": { id: goldId, pending: open("modifystock", { moves }) },
    });
    const memory = moving({ [total]: [100, 200] });
    const card = (count: number) => put(goldId, { base_info: { ...sent.base_info, sku: { total_quantity: count } } });
    const left = { id: goldId };
    test.each<[string, Case]>([
      ["shows", { memory, live: card(200), after: 0, results: gold("adopted"), left }],
      ["does not show yet", { memory, live: card(100), after: 599, results: gold("waits") }],
      ["came to nothing", { memory, live: card(100), results: gold("cleared"), left }],
      [
        "shows in part",
        {
          memory: moving({ [total]: [100, 200], "/base_info/notice": ["x", "y"] }),
          live: card(200),
          after: 0,
          results: gold("waits"),
        },
      ],
      [
        "moved what nobody knows by now",
        { memory: moving({ "/base_info/nothing": [1, 2] }), live: card(200), after: 0, results: gold("waits") },
      ],
      [
        "its card cannot be read",
        { memory, live: both(card(200), fails("/card/get")), results: gold("unread"), codes: ["weixin-40097"] },
      ],
      ["its card is not there any more", { memory, after: 0, results: gold("cleared"), left }],
      [
        "an answer is about another type",
        {
          memory,
          live: both(card(200), isOther("/card/get")),
          results: gold("unread"),
          codes: ["resource-of-other-type"],
        },
      ],
    ])("%s", async (_, one) => plays(one));
  });

  describe("a removal", () => {
    const memory = { "MemberCard/gold": { id: goldId, pending: open("delete") } };
    const files = { "cards/gold.yaml": absent("gold") };
    test.each<[string, Case]>([
      ["came to nothing", { memory, live: put(goldId), files, results: gold("cleared"), left: { id: goldId } }],
      ["does not show yet", { memory, live: put(goldId), files, after: 599, results: gold("waits") }],
      ["landed", { memory, files, after: 0, results: gold("adopted"), left: { id: goldId, deleted: true } }],
      ["landed, and is not wanted any more", { memory, after: 0, results: gold("adopted"), left: { id: goldId } }],
    ])("%s", async (_, one) => plays(one));
  });
});
