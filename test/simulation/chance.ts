import type { Random } from "../../src/model/ports.ts";

/** Chance of a simulation: the same numbers for the same seed on every machine and every version of Node. */
export interface Chance extends Random {
  /** A whole number from 0 up to, but not including, `below`. */
  whole(below: number): number;
  /** True in so many cases of a hundred. */
  percent(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/**
 * A stream of its own for each name: what one part of a simulation draws never moves what another one gets, so that a
 * schedule with one fault less is otherwise the same.
 */
export function chance(seed: number, ...names: readonly (string | number)[]): Chance {
  let state = hash(`${seed} ${names.join(" ")}`);
  const next = (): number => {
    // mulberry32: whole numbers of 32 bits only.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    percent: (times) => whole(100) < times,
    pick: (items) => {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[whole(items.length)] as (typeof items)[number];
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
