import type { GuardedEffects } from "../session.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import type { Shell } from "./shells.ts";
import { zshScript } from "./zsh.ts";

const scripts: Readonly<Record<Shell, string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/**
 * `wxcards completion SHELL`: the script that teaches a shell to complete. It knows no words itself; it asks `wxcards
 * __complete` for them.
 */
export function completionCommand(effects: GuardedEffects, shell: Shell): number {
  effects.io.stdout(scripts[shell]);
  return 0;
}
