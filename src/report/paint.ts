import { Chalk } from "chalk";

/** Colour is decoration: everything it says is also said by a word or a sign. */
export interface Paint {
  readonly add: (text: string) => string;
  readonly change: (text: string) => string;
  readonly remove: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Paints when colour is wanted, and leaves texts alone when it is not. The only file that knows chalk. */
export function paint(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    add: chalk.green,
    change: chalk.yellow,
    remove: chalk.red,
    warn: chalk.yellow,
    strong: chalk.bold,
    faint: chalk.dim,
  };
}
