import { expect, test } from "vitest";
import { labelledKinds } from "../../src/cli/field-words.ts";
import type { KindEntry } from "../../src/model/kind.ts";

test("kinds get labels without being made, and are the same kinds", async () => {
  const made: string[] = [];
  const entryOf = (name: string) =>
    ({
      get kind() {
        made.push(name);
        return { name };
      },
      validate: () => [],
    }) as unknown as KindEntry;
  const kinds = new Map(["MemberCard", "BrandCard", "Toy"].map((name) => [name, entryOf(name)]));
  const labelled = await labelledKinds(kinds, "en");
  expect(made).toEqual([]);
  expect([...labelled.keys()]).toEqual([...kinds.keys()]);
  expect(labelled.get("MemberCard")?.kind.name).toBe("MemberCard");
  expect(made).toEqual(["MemberCard"]);
  expect(Object.keys(labelled.get("BrandCard")?.labels ?? {})).not.toEqual([]);
  expect(labelled.get("Toy")).not.toHaveProperty("labels");
});
