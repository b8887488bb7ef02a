import { describe, expect, test } from "vitest";
import type { StoreRecord, Trailer } from "../../src/model/state-store.ts";
import { runsOf } from "../../src/state/history.ts";

let count = 0;
function record(subject: string, body: readonly string[] = [], trailers: readonly Trailer[] = []): StoreRecord {
  count += 1;
  return { id: `c${count}`, at: 1_790_000_000_000, author: "Mei", subject, body, trailers };
}

const of = { account: "coffee", timezone: "Asia/Shanghai" };
const line = "coffee/MemberCard/gold update settled+in-review /base_info/title /base_info/color";

describe("runs by their records, newest first", () => {
  test("an apply has its changes, commit, plan and run", () => {
    const trailers: Trailer[] = [
      ["Source", "3f2c9e dirty"],
      ["Run", "https://ci.example/1"],
      ["Plan", "sha256:1"],
      ["Tool", "wxcards 1"],
      ["Actor", "李雷"],
    ];
    const [run, ...more] = runsOf([record("apply coffee: 1 settled", [line], trailers), record("begin coffee")], of);
    expect(more).toEqual([]);
    expect(run).toMatchObject({
      ...{ actor: "李雷", did: "apply", digest: "sha256:1", tool: "wxcards 1", run: "https://ci.example/1" },
      source: { commit: "3f2c9e", dirty: true },
      changes: [
        {
          ...{ address: "coffee/MemberCard/gold", action: "update", outcome: "settled+in-review" },
          fields: ["/base_info/title", "/base_info/color"],
        },
      ],
    });
    expect(run?.open).toBeUndefined();
  });

  test.each([
    ["a run under way, or killed", ["begin coffee"], [["apply", true]]],
    ["one that went on, and was killed", ["renew coffee", "begin coffee"], [["apply", true]]],
    [
      "one after one that was killed",
      ["forget coffee", "begin coffee", "begin coffee"],
      [
        ["forget", undefined],
        ["apply", true],
      ],
    ],
    ["a lease that was given back", ["begin coffee: nothing sent", "begin coffee"], []],
    [
      "one that was killed, and an apply after it that had nothing to send",
      ["apply coffee: nothing sent", "recover coffee", "begin coffee"],
      [
        ["apply", undefined],
        ["apply", true],
      ],
    ],
    ["nothing but applied", ["apply coffee: nothing sent"], [["apply", undefined]]],
    ["a recovery that only began", ["recover coffee"], []],
    ["an import that only began", ["import coffee"], []],
    [
      "a broken lease",
      ["unlock coffee", "begin coffee"],
      [
        ["unlock", undefined],
        ["apply", true],
      ],
    ],
    [
      "what somebody wrote by hand, and of another account",
      ["fix it", "apply tea: 1 settled"],
      [
        ["other", undefined],
        ["other", undefined],
      ],
    ],
  ] as const)("%s", (_name, subjects, wanted) => {
    const runs = runsOf(
      subjects.map((subject) => record(subject)),
      of,
    );
    expect(runs.map(({ did, open }) => [did, open])).toEqual(wanted);
  });

  test("lines of others are no changes of the account", () => {
    const body = ["tea/MemberCard/gold update settled", "by hand", "coffee/MemberCard/old adopted"];
    expect(runsOf([record("recover coffee", body)], of)[0]?.changes).toEqual([
      { address: "coffee/MemberCard/old", action: "recover", fields: [], outcome: "adopted" },
    ]);
    expect(runsOf([record("by hand", [line])], of)[0]?.changes).toEqual([]);
  });
});
