import { define } from "./entry.ts";

/** Resources that are made of several objects of the platform, and references between resources. */
export const objectProblems = {
  "object-lost": define<{
    readonly address: string;
    readonly ids: readonly string[];
    readonly items: readonly string[];
  }>("error", "refused"),
  "object-id-stale": define<{
    readonly ids: readonly string[];
    readonly known: readonly string[];
    readonly followed?: boolean | undefined;
  }>("warning", "refused"),
  "replace-protected": define<{ readonly address: string }>("error", "refused"),
  "object-expired": define<{ readonly address: string }>("error", "refused"),
  "object-expired-new": define<{
    readonly address: string;
    /** An earlier run took it down, so that it is to be added again. */
    readonly down?: boolean | undefined;
  }>("error", "refused"),
  "objects-in-the-way": define<{
    readonly address: string;
    readonly ids: readonly string[];
    readonly items: readonly string[];
    /** How many there are whose id the platform does not show. */
    readonly unnamed: number;
    /** Pointers below `spec` of what they say otherwise. */
    readonly fields: readonly string[];
  }>("error", "refused"),
  "reference-not-planned": define<{ readonly address: string; readonly reference: string }>("error", "refused"),
  "reference-not-there": define<{
    readonly id: string;
    readonly kind: string;
    readonly account: string;
    /** The code of the failed read. */
    readonly reason: string;
    readonly isLive?: boolean | undefined;
  }>("error", "refused"),
  "item-unconfirmed": define<{ readonly call: string; readonly item: string }>("error", "failure"),
  "object-without-id": define<{ readonly call: string; readonly items: readonly string[] }>("error", "failure"),
  "object-id-not-found": define<{
    readonly call: string;
    readonly items: readonly string[];
    readonly ids: readonly string[];
  }>("error", "failure"),
};
