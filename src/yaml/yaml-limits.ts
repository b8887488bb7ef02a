import type { ArgsOf } from "../model/problems/table.ts";

/** How large a file may be. */
export type YamlLimits = Readonly<
  Record<"bytes" | "depth" | "open" | "nodes" | "documents" | "tokens" | "problems", number>
>;

/**
 * Bounds that keep a hostile or broken file from costing more than a moment: 2 s of one processor and 256 MiB, whatever
 * it holds.
 *
 * `nodes` counts values, those that aliases repeat each time. `tokens` counts what the lexer of `yaml` gives, of files
 * that are not plain: each of them costs up to 10 µs and 1 kB in a tree. Plain files have no such limit, since they are
 * read without one.
 */
export const yamlLimits = {
  bytes: 1_048_576,
  depth: 64,
  open: 200,
  nodes: 200_000,
  documents: 10_000,
  tokens: 100_000,
  problems: 100,
} as const satisfies YamlLimits;

/**
 * Bounds of what wxcards writes by itself and grows with the number of resources: 2 to 4 kB and 50 to 100 nodes
 * each, for 50,000 resources. What is written has to be read again: 50,000 cards of 46 fields are 107 MB.
 */
export const ownFileLimits = {
  ...yamlLimits,
  bytes: 200 * 1_048_576,
  nodes: 5_000_000,
} as const satisfies YamlLimits;

/** The bounds that the words for a file which is too large or too deep speak of. */
export function sizes({ depth, nodes, documents }: YamlLimits): ArgsOf<"yaml-too-deep"> {
  return { depth, nodes, documents };
}
