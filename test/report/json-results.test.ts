import { describe, expect, test } from "vitest";
import { fields, kindDescriptions } from "../../src/generated/fields/en.ts";
import { kinds } from "../../src/kinds/registry.ts";
import type { Json } from "../../src/model/json.ts";
import { json } from "../../src/report/formats/json.ts";
import { paint } from "../../src/report/paint.ts";
import { explanation } from "../../src/schema/explain.ts";
import { outputsOf } from "../properties/hostile-models.ts";

/** Stands for all data, keys of the platform among it: no key of ours begins with a capital. */
const data = "Data";

const { json: outputs } = outputsOf(() => data, ["unknown-key", "weixin-72004"], paint(false)).formats;

function explained(asked: string | undefined): string {
  const found = explanation(kinds, { kinds: kindDescriptions, fields }, asked);
  if ("code" in found) throw new Error(found.code);
  return json().explain(found);
}

const results: readonly (readonly [name: string, format: string, result: string])[] = [
  ["plan", "wxcards.plan/1", outputs.plan],
  ["apply", "wxcards.report/1", outputs.apply],
  ["validate", "wxcards.validation/1", outputs.validate],
  ["status", "wxcards.status/1", outputs.status],
  ["import", "wxcards.import/1", outputs.import],
  ["verify", "wxcards.verify/1", outputs.verify],
  ["history", "wxcards.history/1", outputs.history],
  ["state show", "wxcards.state-view/1", outputs.stateView],
  ["snapshot", "wxcards.snapshot/1", outputs.snapshot],
  ["diff", "wxcards.plan-diff/1", outputs.planDiff],
  ["comment", "wxcards.comment/1", outputs.comment],
  ["code invalidate", "wxcards.code/1", outputs.code],
  ["accounts", "wxcards.accounts/1", outputs.accounts],
  ["member", "wxcards.member/1", outputs.member],
  ["member --openid", "wxcards.member-cards/1", outputs.held],
  ["state push", "wxcards.state-change/1", outputs.stateChange],
  ["explain", "wxcards.explain/1", explained(undefined)],
  ...[...kinds.keys()].map((kind) => [`explain ${kind}`, "wxcards.explain/1", explained(kind)] as const),
];

/** The keys of a value that are neither data nor in snake case; those of the platform, which stand below some members of ours, are in snake case too. */
function otherKeys(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(otherKeys);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    // As an argument of ours it would be written without capitals.
    ...(key === data ||
    key === "_data" ||
    key === `_${data}` ||
    key === "$number" ||
    key === "$address" ||
    /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key)
      ? []
      : [key]),
    ...otherKeys(member),
  ]);
}

describe.each(results)("the JSON of %s", (_name, format, result) => {
  const value = JSON.parse(result) as { [key: string]: Json };

  test("begins with its format", () => {
    expect(Object.entries(value)[0]).toEqual(["format", format]);
  });

  test("has keys in snake case", () => {
    expect([...new Set(otherKeys(value))]).toEqual([]);
  });
});
