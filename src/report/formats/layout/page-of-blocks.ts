import type { ResultWords } from "../../messages/results.ts";
import { type Block, type Budget, laidOut } from "../../view/cut.ts";
import type { Section } from "../../view/sections.ts";
import type { Told } from "../../view/told.ts";
import { keptEntries } from "../../view/turns.ts";
import { entryItem, type ItemLayout } from "./entry-item.ts";
import { finished } from "./finished.ts";

/** What a comment of a pull request holds: GitHub takes so many characters. */
export const commentBudget: Budget = { most: 65_536, measure: (text) => text.length };

/** Sections as parts of a page. */
export function sectionBlocks(
  sections: readonly Section[],
  layout: ItemLayout,
  more: Partial<ResultWords["view"]["sections"]> = {},
): Block[] {
  const { view } = layout.speech.language.results;
  const titles = { ...view.sections, ...more };
  const kept = keptEntries(sections);
  return sections.map(({ place, entries }) => ({
    head: finished(layout.markup.section(titles[place])),
    items: entries.map((entry) => entryItem(entry, layout, kept.has(entry))),
    folded: (named, unnamed) => finished(["", view.folded(named, unnamed), ""]),
    foot: "\n",
  }));
}

/** Blocks as a page that fits; where something had to be cut, its first line says so. */
export function pageOf(blocks: readonly Block[], budget: Budget, cutLine: (told: Told) => string): string {
  const line = (told: Told) => finished([cutLine(told), ""]);
  const longest = line({ whole: 0, shorter: 1e7, named: 1e7, counted: 1e7 });
  const { text, told } = laidOut(blocks, budget, longest);
  return ended(told.shorter + told.named + told.counted === 0 ? text : line(told) + text);
}

/** One blank line is enough between two paragraphs, and none belongs behind the last. */
export function ended(text: string): string {
  return `${text.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}
