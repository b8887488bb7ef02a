import type { LanguageName } from "../../src/model/language.ts";
import type { World } from "../helpers/world.ts";

/** Makes a world speak the language of a page. */
export type Speak = (made: World) => World;

/** Plays what a page tells; gives whatever its commands print, one after the other. */
export type Story = (speak: Speak) => Promise<readonly string[]>;

/** How worlds speak a language. */
export function speaking(language: LanguageName): Speak {
  return (made) => {
    made.env["LANG"] = language === "en" ? "C" : "zh_CN.UTF-8";
    return made;
  };
}

/** Runs command lines, and gives what each of them prints. */
export async function printed(made: World, ...lines: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const line of lines) all.push(made.mask((await made.cli(line)).all));
  return all;
}
