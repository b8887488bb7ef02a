import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { notesOf, tries } from "../documents/support.ts";
import { document, type Place, planOf, type ShownPlan, withCards } from "./cards.ts";
import { type Pair, quietPair } from "./specs.ts";

// Proves G27.

const pairs = fc.array(quietPair, { minLength: 2, maxLength: 5 });
/** Numbers that decide an order, and which documents share a file. */
const orders = fc.noShrink(fc.infiniteStream(fc.nat()));

/** Names that sort differently by code unit and by language. */
const names = ["gold", "Silver", "a-1", "ä", "金卡"];
const idOf = (index: number) => `pTestTestTestTestTestTestTes${index}`;

/** The same project written down twice: one file a card, and all cards in other files, in another order, with keys in another order. */
function written(cards: readonly Pair[], numbers: Iterator<number>): [Record<string, string>, Record<string, string>] {
  const straight: Record<string, string> = {};
  const shuffled: Record<string, string> = {};
  const order = cards.map((card, index) => ({ card, index, by: next(numbers) })).sort((a, b) => a.by - b.by);
  cards.forEach(({ spec }, index) => {
    straight[`cards/${index}.yaml`] = document(names[index] ?? "x", idOf(index), spec);
  });
  for (const { card, index, by } of order) {
    const file = `cards/${by % 2 === 0 ? "z/other" : "first"}.yaml`;
    const text = `# Another comment.\n${document(names[index] ?? "x", idOf(index), mixed(card.spec, numbers) as JsonObject)}`;
    shuffled[file] = shuffled[file] === undefined ? text : `${shuffled[file]}---\n${text}`;
  }
  return [straight, shuffled];
}

function next(numbers: Iterator<number>): number {
  return numbers.next().value as number;
}

function mixed(value: Json, numbers: Iterator<number>): Json {
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, child]) => ({
    key,
    child: mixed(child, numbers),
    by: next(numbers),
  }));
  return Object.fromEntries(members.sort((a, b) => a.by - b.by).map(({ key, child }) => [key, child]));
}

/** A plan without what says where its documents stand. */
function meaning({ digest, documents, changes, steps, problems }: ShownPlan) {
  const placeless = changes.map(({ file: _file, line: _line, fields, ...change }) => ({
    ...change,
    fields: fields.map(({ line: _fieldLine, ...field }) => field),
  }));
  return { digest, documents, changes: placeless, steps, problems };
}

/** The text of a plan without files and lines. */
function placeless(text: string): string {
  return text.replace(/ {2,}cards\/\S+\.yaml$/gm, "  FILE").replace(/ :\d+$/gm, " :LINE");
}

async function plans(place: Place): Promise<{ json: ShownPlan; text: string }> {
  const json = await place.run("plan", "--format", "json");
  const text = await place.run("plan");
  expect([json.code, text.code, notesOf(json.stderr), notesOf(text.stderr)]).toEqual([0, 0, "", ""]);
  return { json: planOf(json), text: text.stdout };
}

test("the order of files, documents and keys changes no plan", async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(pairs, orders, (cards, stream) => {
      const [straight, shuffled] = written(cards, stream[Symbol.iterator]());
      const live = Object.fromEntries(cards.map((card, index) => [idOf(index), card]));
      return withCards(live, straight, async (place) => {
        const first = await plans(place);
        for (const path of Object.keys(straight)) place.files.content.delete(`/project/${path}`);
        for (const [path, text] of Object.entries(shuffled)) place.files.put(path, text);
        const second = await plans(place);
        expect(first.json.problems).toEqual([]);
        expect(meaning(second.json)).toEqual(meaning(first.json));
        expect(JSON.stringify(meaning(second.json).steps)).toBe(JSON.stringify(meaning(first.json).steps));
        expect(placeless(second.text)).toBe(placeless(first.text));
        steps += first.json.steps.length;
      });
    }),
    tries(10, 20),
  );
  expect(steps).toBeGreaterThan(20);
});
