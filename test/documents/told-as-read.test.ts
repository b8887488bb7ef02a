import { expect, test } from "vitest";
import { kinds, projectErrors } from "../../src/kinds/registry.ts";
import { people } from "../../src/model/people.ts";
import { check } from "../../src/pipeline/check.ts";
import { fakeClock, memoryFiles, PROJECT, ROOT } from "./support.ts";

/*
 * Whoever runs a check is told of each file of documents, so that a run that reads many can be set up for it.
 */
test("each file of documents is told with how many were read before it, and how many stand beside those that were asked for", async () => {
  const card = (name: string) =>
    `kind: MemberCard\nname: ${name}\nid: p${name}\nspec: { base_info: { title: ${name} } }\n`;
  const files = memoryFiles({
    "wxcards.yaml": PROJECT,
    "cards/a.yaml": card("a"),
    "cards/b.yaml": "kind: [\n",
    "cards/c.yaml": card("c"),
  });
  const told: string[] = [];
  const world = {
    ...{ kinds, projectErrors, files, clock: fakeClock(), workingDirectory: ROOT, people: people() },
    variables: async () => () => undefined,
    isShared: async () => false,
    openState: async () => [],
    onDocuments: (done: number, total: number) => void told.push(`${done} of ${total}`),
  };
  const everything = { sandbox: false, accounts: [], targets: [], concurrency: 1 };
  await check(world, everything, "with-clock", "cache", "names");
  expect(told).toEqual(["0 of 3", "1 of 3", "2 of 3"]);
  told.length = 0;
  await check(world, { ...everything, paths: ["cards/c.yaml"] }, "with-clock", "cache", "names");
  expect(told).toEqual(["0 of 1", "0 of 2"]);
});
