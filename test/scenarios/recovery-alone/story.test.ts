import { describe, expect, test } from "vitest";
import type { FileTrouble } from "../../../src/model/file-trouble.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { brandCard, brandCardId, brandId, brandSpec, brandWorld } from "../../helpers/brand.ts";
import { newCard } from "../../helpers/documents.ts";
import { type Entries, memoryFilesOf, open, remember, settledIn } from "../../helpers/memories.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

const line = "apply --recover-only --format json";
const sent = (title: string) => ({ base_info: { brand_name: "云杉咖啡", title } }) satisfies JsonObject;
const [first, second] = ["pAAAAAAAAAAAAAAAAAAAAAAAAAAA", "pBBBBBBBBBBBBBBBBBBBBBBBBBBB"];
const journal = ".wxcards/journal/coffee.jsonl";
const account = { name: coffee.name, identity: coffee.appid, secret: coffee.secret };
const full: FileTrouble = { trouble: "failed", reason: "ENOSPC" };

/** Two cards that were sent and are live; nobody knows the answers. */
async function twoOpen(more: Readonly<Record<string, string>> = {}): Promise<World> {
  const made = await newWorld({ files: { "cards/other.yaml": newCard("other", "别的"), ...more } });
  remember(made, {
    "MemberCard/a": { pending: open("create", { sent: sent("甲") }) },
    "MemberCard/b": { pending: open("create", { sent: sent("乙") }) },
  });
  made.sandbox.addCard(coffee.appid, sent("甲"), { card_id: first });
  made.sandbox.addCard(coffee.appid, sent("乙"), { card_id: second });
  return made;
}

const all = { "MemberCard/a": "adopted", "MemberCard/b": "adopted" };
const isOpen = (made: World) => ["a", "b"].map((name) => made.locked(`MemberCard/${name}`)?.["pending"] !== undefined);

/** Each piece of open work is settled alone, and none where it cannot be remembered. */
describe("recovery-alone", () => {
  test("each is settled", async () => {
    const made = await twoOpen();
    const run = await made.cli(line);
    expect([run.code, settledIn(run)]).toEqual([0, { results: all, codes: [] }]);
    expect([made.locked("MemberCard/a"), made.locked("MemberCard/b")]).toEqual([{ id: first }, { id: second }]);
  });

  test("somebody else settles it between looking and the lease: read again, and nothing is left to do", async () => {
    const made = await twoOpen();
    const settled = memoryFilesOf({ "MemberCard/a": { id: first }, "MemberCard/b": { id: second } }, account);
    const { createInside } = made.files;
    let isFirst = true;
    made.files = {
      ...made.files,
      // The claim of a swap.
      createInside: (...args) => {
        if (isFirst && args[1].startsWith("wxcards.state/coffee/swap-")) {
          isFirst = false;
          made.remove(journal);
          made.write(settled);
        }
        return createInside(...args);
      },
    };
    const run = await made.cli(line);
    expect([run.code, settledIn(run)]).toEqual([0, { results: {}, codes: [] }]);
    expect([made.locked("MemberCard/a"), made.locked("MemberCard/b")]).toEqual([{ id: first }, { id: second }]);
  });

  test("the store is lost to somebody else while it is settled: what was found is in the journal, and told", async () => {
    const made = await twoOpen();
    made.onLine(/card\/batchget/, () => made.write(memoryFilesOf({}, account)));
    const run = await made.cli(`${line} --verbose`);
    expect([run.code, settledIn(run)]).toEqual([5, { results: all, codes: ["lease-lost"] }]);
    expect([first, second].every((id) => made.read(journal).includes(`"id":"${id}"`))).toBe(true);
  });

  test("after an interruption nothing further is begun", async () => {
    const made = await twoOpen();
    const stop = new AbortController();
    made.signal = stop.signal;
    const { appendInside } = made.files;
    made.files = {
      ...made.files,
      appendInside: (...args) => {
        if (args[3].includes("MemberCard/a")) stop.abort();
        return appendInside(...args);
      },
    };
    const run = await made.cli(line);
    expect(settledIn(run).results).toEqual({ "MemberCard/a": "adopted" });
    expect(isOpen(made)).toEqual([false, true]);
  });

  test.each([
    ["cannot be written at all: nothing is asked", "wxcards.state/", 0, {}, "state-not-written"],
    [
      "has no journal: nothing is asked, since what it says may not be on disk",
      ".wxcards/journal/coffee.jsonl",
      0,
      {},
      "journal-not-written",
    ],
    [
      "has no journal any more: nothing further is settled",
      ".wxcards/journal/coffee.jsonl",
      1,
      { "MemberCard/a": "adopted" },
      "journal-not-written",
    ],
    ["cannot be written in the end: that is told", "wxcards.state/", 1, all, "state-not-released"],
  ] as const)("a memory that %s", async (_, below, after, results, code) => {
    const made = await twoOpen();
    const { createInside, appendInside } = made.files;
    const isFull = (path: string) => path.startsWith(below) && made.paths().length >= after;
    made.files = {
      ...made.files,
      createInside: (...args) => (isFull(args[1]) ? full : createInside(...args)),
      appendInside: (...args) => (isFull(args[1]) ? full : appendInside(...args)),
    };
    const run = await made.cli(line);
    const settled = settledIn(run);
    // What was settled and is in the journal alone is a part of the whole.
    const exit = code === "state-not-released" ? 5 : 1;
    expect([run.code, settled.results, settled.codes.includes(code)]).toEqual([exit, results, true]);
    if (Object.keys(results).length === 0) expect(made.paths()).toEqual([]);
  });

  test("an account without a credential has nothing settled, and is not forgotten", async () => {
    const made = await twoOpen();
    delete made.env["WXCARDS_COFFEE_APPSECRET"];
    const run = await made.cli(line);
    expect(settledIn(run).results).toEqual({});
    expect([made.paths(), isOpen(made)]).toEqual([[], [true, true]]);
  });

  test("an account that is not asked for is left alone", async () => {
    const made = await twoOpen();
    expect(settledIn(await made.cli(`${line} --account bakery`)).results).toEqual({});
    expect(isOpen(made)).toEqual([true, true]);
  });

  test("the memory that another account has left under a former name holds up nothing", async () => {
    const made = await twoOpen();
    made.write(memoryFilesOf({}, { name: "old", identity: bakery.appid }));
    expect(settledIn(await made.cli(line)).results).toEqual(all);
  });

  test("a project file that is wrong: nothing is known, and nothing settled", async () => {
    const made = await twoOpen({ "wxcards.yaml": "accounts: 1\n" });
    const run = await made.cli(line);
    expect([run.code, settledIn(run).results, isOpen(made)]).toEqual([65, {}, [true, true]]);
  });

  test("what waits says until when, and what is settled does not", async () => {
    const made = await twoOpen();
    made.sandbox.editInConsole(coffee.appid, second, { base_info: { title: "丙" } });
    const run = await made.cli(line);
    const told = JSON.parse(run.stdout).recovered as JsonObject[];
    expect([run.code, told.map(({ not_before: notBefore }) => notBefore)]).toEqual([
      6,
      [undefined, "2026-11-21T10:10:00+08:00"],
    ]);
  });

  describe("a create with a number", () => {
    const key = "wxcards-0-aaaaaaaaaaaaaaaaaaaaaaaa";
    const memory: Entries = { "BrandCard/black": { pending: open("create", { idempotencyKey: key }) } };
    const played = async (live: (made: World) => void, after: number, document = brandCard()) => {
      const made = await brandWorld(document);
      made.write(memoryFilesOf(memory, { name: "tea", identity: brandId }));
      live(made);
      made.clock.advance(after);
      const run = await made.cli(line);
      return [settledIn(run), made.locked("BrandCard/black", "tea")?.["pending"] === undefined];
    };
    const put = (more: object) => (made: World) =>
      made.sandbox.wechatpay.addCard(brandId, brandSpec, { card_id: brandCardId, ...more });
    test.each([
      ["shows", put({ out_request_no: key }), 0, brandCard(), { "BrandCard/black": "adopted" }, true],
      ["was taken off since", put({ out_request_no: key, state: "CARD_INVALID" }), 600, brandCard(), {}, false],
      ["does not show yet", () => undefined, 599, brandCard(), {}, false],
      ["does not show", () => undefined, 600, brandCard(), { "BrandCard/black": "cleared" }, true],
      ["is none of the same looks", put({}), 600, brandCard(), { "BrandCard/black": "cleared" }, true],
      [
        "is named by its document since",
        put({ out_request_no: key }),
        600,
        brandCard({ more: `id: ${brandCardId}\n` }),
        {},
        false,
      ],
    ] as const)("%s", async (_, live, after, document, results, isSettled) => {
      expect(await played(live, after, document)).toEqual([{ results, codes: [] }, isSettled]);
    });
  });
});
