import type { Told } from "./told.ts";

/** How long a text may be, and how its length is counted. */
export interface Budget {
  readonly most: number;
  readonly measure: (text: string) => number;
}

/** One way to tell something. */
export interface Form {
  readonly text: () => string;
  /** The turn of cutting in which this form gives way to the next one; infinite for one that always stays. */
  readonly until: number;
  /** `folded`: stands among others behind one sentence. */
  readonly as?: "folded";
}

/** Something to tell, in forms that get shorter; behind the last one nothing is left of it but its count. */
export interface Item {
  readonly forms: readonly Form[];
  /** How many resources or problems it stands for. */
  readonly counts: number;
}

/** Items that stand together. */
export interface Block {
  /** Stands before the items. */
  readonly head: string;
  readonly items: readonly Item[];
  /** Stands behind the items, before those that are folded: how many these are, and how many are not even named. */
  readonly folded: (named: number, unnamed: number) => string;
  /** Stands behind those that are folded. */
  readonly foot: string;
}

/** What was left of blocks under a budget. */
export interface Laid {
  readonly text: string;
  readonly told: Told;
}

interface Standing {
  readonly item: Item;
  readonly block: Block;
  /** Which form it is told in; behind the last one it is only counted. */
  at: number;
  text: string;
  cost: number;
}

/**
 * Lays blocks out one behind the other, as much of them as a budget takes; the heads are always there. What does not fit
 * gives way turn by turn, in each from the last item to the first, until the rest fits.
 *
 * That is found from the other end: of everything only what always stays, then turn by turn back what fits, so that
 * nothing is made that nobody reads. `note` is what whoever lays out says of a cut, at its longest.
 */
export function laidOut(blocks: readonly Block[], budget: Budget, note: string): Laid {
  return whole(blocks, budget) ?? fitted(blocks, { ...budget, most: budget.most - budget.measure(note) });
}

/** All of it, where that fits. */
function whole(blocks: readonly Block[], { most, measure }: Budget): Laid | undefined {
  const texts: string[] = [];
  let total = 0;
  for (const { head, items } of blocks) {
    const own = [head, ...items.map(({ forms }) => forms[0]?.text() ?? "")];
    for (const text of own) {
      total += measure(text);
      if (total > most) return undefined;
      texts.push(text);
    }
  }
  const counts = blocks.flatMap(({ items }) => items.map((item) => item.counts));
  return { text: texts.join(""), told: { whole: sum(counts), shorter: 0, named: 0, counted: 0 } };
}

function fitted(blocks: readonly Block[], { most, measure }: Budget): Laid {
  const standings = blocks.flatMap((block) => block.items.map((item) => shortest(item, block, measure)));
  let total = sum(standings.map(({ cost }) => cost)) + sum(blocks.map((block) => measure(aroundOf(block))));
  for (const turn of turnsOf(standings)) {
    for (const own of standings) {
      while (own.item.forms[own.at - 1]?.until === turn) {
        const text = own.item.forms[own.at - 1]?.text() ?? "";
        const cost = measure(text);
        if (total - own.cost + cost > most) return laid(blocks, standings);
        total += cost - own.cost;
        own.at -= 1;
        own.text = text;
        own.cost = cost;
      }
    }
  }
  return laid(blocks, standings);
}

/** Everything has given way that ever does. */
function shortest(item: Item, block: Block, measure: Budget["measure"]): Standing {
  const kept = item.forms.findIndex(({ until }) => until === Number.POSITIVE_INFINITY);
  const at = kept === -1 ? item.forms.length : kept;
  const text = item.forms[at]?.text() ?? "";
  return { item, block, at, text, cost: measure(text) };
}

/** All turns, the last one first. */
function turnsOf(standings: readonly Standing[]): number[] {
  const ends = new Set(standings.flatMap(({ item }) => item.forms.map(({ until }) => until)));
  return [...ends].filter(Number.isFinite).sort((a, b) => b - a);
}

/** What stands around the items of a block, at its longest. */
function aroundOf(block: Block): string {
  const count = sum(block.items.map(({ counts }) => counts));
  return [block.head, block.folded(count, count), block.foot].join("");
}

function laid(blocks: readonly Block[], standings: readonly Standing[]): Laid {
  const byBlock = new Map(blocks.map((block) => [block, [] as Standing[]]));
  for (const own of standings) byBlock.get(own.block)?.push(own);
  return { text: [...byBlock].map(([block, own]) => textOf(block, own)).join(""), told: toldOf(standings) };
}

function textOf(block: Block, own: readonly Standing[]): string {
  const isFolded = ({ item, at }: Standing) => item.forms[at]?.as === "folded";
  const folded = own.filter(isFolded);
  const [named, unnamed] = [folded, own.filter((one) => one.at === one.item.forms.length)].map((some) =>
    sum(some.map(({ item }) => item.counts)),
  ) as [number, number];
  const whole = own.filter((one) => !isFolded(one)).map(({ text }) => text);
  const rest =
    named + unnamed === 0 ? [] : [block.folded(named, unnamed), ...folded.map(({ text }) => text), block.foot];
  return [block.head, ...whole, ...rest].join("");
}

function toldOf(standings: readonly Standing[]): Told {
  const told = { whole: 0, shorter: 0, named: 0, counted: 0 };
  for (const { item, at } of standings) {
    const form = item.forms[at];
    if (form === undefined) told.counted += item.counts;
    else if (form.as === "folded") told.named += item.counts;
    else told[at === 0 ? "whole" : "shorter"] += item.counts;
  }
  return told;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
