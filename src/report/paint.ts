import { Chalk } from "chalk";
import { once } from "../model/once.ts";
import { beginnings, ending, painted } from "./colour-marks.ts";
import type { Colours } from "./harmless.ts";

/** Colour is decoration: everything it says is also said by a word or a sign. */
export interface Paint extends Colours {
  readonly add: (text: string) => string;
  readonly change: (text: string) => string;
  readonly remove: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

type Style = keyof typeof beginnings;

const styles: ReadonlyMap<string, Style> = new Map(
  (Object.keys(beginnings) as Style[]).map((style) => [beginnings[style], style]),
);

/**
 * Paints when colour is wanted, and leaves texts alone when it is not. The only file that knows chalk.
 *
 * A painted text holds marks; `coloured` turns them into codes at the very end, when everything that data may have
 * brought is escaped.
 */
export function paint(colour: boolean): Paint {
  const style = (name: Style) => (text: string) => (colour ? `${beginnings[name]}${text}${ending}` : text);
  const chalk = once(() => new Chalk({ level: 1 }));
  return {
    add: style("green"),
    change: style("yellow"),
    remove: style("red"),
    warn: style("yellow"),
    strong: style("bold"),
    faint: style("dim"),
    coloured: (line) =>
      colour
        ? line.replace(painted, (_match, mark: string, text: string) => chalk()[styles.get(mark) ?? "reset"](text))
        : line,
  };
}
