import { describe, expect, test } from "vitest";
import type { Applied } from "../../../src/model/applied.ts";
import type { Head, Questions } from "../../../src/model/commits.ts";
import { judge, judgeOrder } from "../../../src/state/order/judge.ts";

/*
 * The rule by itself: what it makes of answers, and what it asks. The commits are letters; HEAD is H with parent P.
 */
const applied: Applied = {
  commit: "A",
  parents: ["B"],
  date: 1_780_000_000,
  documents: "sha256:a",
  dirty: false,
  at: "2026-11-28T10:00:00+08:00",
};

function headAt(commit: string, ...parents: readonly string[]): Head {
  return { status: "commit", source: { commit, parents, date: 1_780_000_001, dirty: false } };
}

interface Answers {
  readonly near?: Readonly<Record<string, Awaited<ReturnType<Questions["near"]>>>>;
  readonly far?: Readonly<Record<string, Awaited<ReturnType<Questions["far"]>>>>;
  readonly tip?: Awaited<ReturnType<Questions["tip"]>>;
}

/** Questions that keep what was asked, and are never asked what nobody says here. */
function answering({ near = {}, far, tip }: Answers) {
  const asked: string[] = [];
  let operations = 0;
  const said = <Value>(value: Value | undefined, question: string): Promise<Value> => {
    asked.push(question);
    if (value === undefined) throw new Error(`asked ${question}`);
    return Promise.resolve(value);
  };
  const questions: Questions = {
    near: (commit) => said(near[commit] ?? "unknown", `near ${commit}`),
    far: (commit, date) => {
      operations += 1;
      return said(far?.[commit], date === undefined ? `far ${commit}` : `far ${commit} since ${date}`);
    },
    tip: () => said(tip, "tip"),
    operations: () => operations,
  };
  return { questions, asked };
}

const since = `since ${applied.date}`;
const head = headAt("H", "P");
const gone = { A: "absent" } as const;

describe("judge", () => {
  test.each<[string, Head, Partial<Applied> | undefined, readonly string[], Answers, string, readonly string[]]>([
    ["nothing was applied", head, undefined, [], {}, "first no-memory", []],
    ["no git", { status: "no-git" }, {}, [], {}, "unknown no-git", []],
    ["no commit yet", { status: "no-commit" }, {}, [], {}, "unknown no-commit", []],
    ["the same commit", headAt("A", "B"), {}, [], {}, "same commit", []],
    ["a child", headAt("H", "P", "A"), {}, [], {}, "forward child", []],
    ["a parent", headAt("B"), {}, [], {}, "stale parent", []],
    ["an ancestor here", head, {}, [], { near: { A: "ancestor" } }, "forward ancestor", ["near A"]],
    ["a descendant here", head, {}, [], { near: { A: "descendant" } }, "stale descendant", ["near A"]],
    ["an ancestor there", head, {}, [], { far: { A: "ancestor" } }, "forward ancestor", ["near A", `far A ${since}`]],
    [
      "a descendant there",
      head,
      {},
      [],
      { far: { A: "descendant" } },
      "stale descendant",
      ["near A", `far A ${since}`],
    ],
    ["beside, a branch", head, {}, [], { near: { A: "apart" }, tip: "branch" }, "diverged branch", ["near A", "tip"]],
    ["beside, a tag", head, {}, [], { near: { A: "apart" }, tip: "tag" }, "diverged tag", ["near A", "tip"]],
    [
      "beside, the tip of nothing",
      head,
      {},
      [],
      { near: { A: "apart" }, tip: "none" },
      "stale no-tip",
      ["near A", "tip"],
    ],
    ["no answer", head, {}, [], { far: { A: "unknown" } }, "unknown no-answer", ["near A", `far A ${since}`]],
    [
      "no answer of the tip",
      head,
      {},
      [],
      { near: { A: "apart" }, tip: "unknown" },
      "unknown no-answer",
      ["near A", "tip"],
    ],
    [
      "lost, its parent older",
      head,
      {},
      ["R"],
      { far: { ...gone, B: "ancestor" } },
      "forward substitute",
      ["near A", `far A ${since}`, "near B", "far B"],
    ],
    [
      "lost, its parent newer",
      head,
      {},
      ["R"],
      { far: gone, near: { B: "descendant" } },
      "stale substitute",
      ["near A", `far A ${since}`, "near B"],
    ],
    [
      "lost with its parent, the newest of those before it that is there",
      head,
      {},
      ["R", "Q", "O"],
      { far: { ...gone, B: "absent", R: "absent" }, near: { Q: "ancestor", O: "descendant" } },
      "forward substitute",
      ["near A", `far A ${since}`, "near B", "far B", "near R", "far R", "near Q"],
    ],
    [
      "lost, its parent beside, and one before it newer",
      head,
      {},
      ["R"],
      { far: gone, near: { B: "apart", R: "descendant" } },
      "stale substitute",
      ["near A", `far A ${since}`, "near B", "near R"],
    ],
    [
      "lost, applied before it",
      head,
      {},
      ["H"],
      { far: { ...gone, B: "absent" }, near: { H: "equal" }, tip: "none" },
      "stale no-tip",
      ["near A", `far A ${since}`, "near B", "far B", "near H", "tip"],
    ],
    [
      "lost, no answer of one before it",
      head,
      {},
      [],
      { far: { ...gone, B: "unknown" } },
      "unknown no-answer",
      ["near A", `far A ${since}`, "near B", "far B"],
    ],
    [
      "lost with all before it",
      head,
      { parents: [] },
      [],
      { far: gone, tip: "pull-request" },
      "diverged pull-request",
      ["near A", `far A ${since}`, "tip"],
    ],
  ])("%s", async (_case, of, last, recent, answers, order, questionsAsked) => {
    const { questions, asked } = answering(answers);
    const memory = last === undefined ? { recent } : { applied: { ...applied, ...last }, recent };
    const { verdict, because, network } = await judge({ head: of, documents: "sha256:h", memory }, questions);
    expect(`${verdict} ${because}`).toBe(order);
    expect(asked).toEqual(questionsAsked);
    expect(network).toBe(asked.filter((question) => question.startsWith("far")).length);
  });

  test("equal documents are the same, whatever the commit, and nobody is asked", async () => {
    const { questions, asked } = answering({});
    const input = { documents: applied.documents, memory: { applied, recent: [] } };
    for (const of of [head, headAt("B"), headAt("A")])
      expect(await judge({ ...input, head: of }, questions)).toEqual({
        verdict: "same",
        because: "documents",
        network: 0,
      });
    expect(asked).toEqual([]);
    expect(await judge({ ...input, head: { status: "no-git" } }, questions)).toMatchObject({ because: "no-git" });
  });

  test("of equal documents too it is asked which commit is newer, by who remembers it", async () => {
    const { questions } = answering({ near: { A: "descendant" } });
    const input = { head, documents: applied.documents, memory: { applied, recent: [] } };
    expect(await judgeOrder(input, questions)).toMatchObject({ verdict: "stale", because: "descendant" });
  });
});
