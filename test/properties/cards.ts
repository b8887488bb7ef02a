import fc from "fast-check";
import { stringify } from "yaml";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { type Behaviours, usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/sandbox.ts";
import {
  type FakeClock,
  fakeClock,
  type MemoryFiles,
  memoryFiles,
  PROJECT,
  type Ran,
  runIn,
  seededRandom,
} from "../documents/support.ts";
import { emptyMemory } from "../helpers/world.ts";
import type { Pair } from "./specs.ts";

export const appid = "wx0123456789abcdef";
const secret = "sandbox-secret";

/** A project in memory and the platform on loopback, for as long as one try lasts. */
export interface Place {
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  readonly files: MemoryFiles;
  run(...argv: readonly string[]): Promise<Ran>;
  /** The same, told of every line on stderr. */
  watch(onNote: (text: string) => void, ...argv: readonly string[]): Promise<Ran>;
}

/** Ways in which accounts differ and that no plan may depend on. */
export const behaviours: fc.Arbitrary<Partial<Behaviours>> = fc.record({
  colourAs: fc.constantFrom("hex" as const, "name" as const),
  numericDateType: fc.boolean(),
  review: fc
    .constantFrom("at-once" as const, "after-review" as const)
    .map((shows) => ({ ...usualBehaviours().review, shows })),
  textPlainErrors: fc.boolean(),
});

/** Runs one try against a sandbox of its own, with these cards live. */
export async function withCards<T>(
  cards: Readonly<Record<string, Pair>>,
  files: Readonly<Record<string, string>>,
  body: (place: Place) => Promise<T>,
  behaviours: Partial<Behaviours> = {},
): Promise<T> {
  const clock = fakeClock();
  const sandbox = await startSandbox({ clock, random: seededRandom(7), accounts: [{ appid, secret }], behaviours });
  try {
    for (const [id, { live, claimed }] of Object.entries(cards)) sandbox.addCard(appid, live, { card_id: id, claimed });
    const memory = memoryFiles({ "wxcards.yaml": PROJECT, ...emptyMemory({ name: "coffee", appid }), ...files });
    const env = { WXCARDS_COFFEE_APPSECRET: secret, WXCARDS_WEIXIN_BASE_URL: sandbox.url };
    const watch = (onNote: (text: string) => void, ...argv: readonly string[]) =>
      runIn(memory, argv, { env, clock, onNote });
    return await body({ sandbox, clock, files: memory, run: (...argv) => watch(() => {}, ...argv), watch });
  } finally {
    await sandbox.close();
  }
}

/** A document as people write it. */
export function document(name: string, id: string, spec: JsonObject): string {
  return stringify(
    { kind: "MemberCard", name, id, spec },
    { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
  );
}

/** A plan of `--format json`, as far as these tests look at it. */
export interface ShownPlan {
  readonly digest: string;
  readonly documents: string;
  readonly changes: readonly {
    readonly address: string;
    readonly action: string;
    readonly file: string;
    readonly line: number;
    readonly fields: readonly {
      readonly path: string;
      readonly before: Json;
      readonly after: Json;
      readonly verdict: string;
      readonly line: number;
    }[];
    readonly seen: string;
  }[];
  readonly steps: readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly body: JsonObject;
    readonly because: readonly string[];
  }[];
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
}

export function planOf(ran: Ran): ShownPlan {
  return JSON.parse(ran.stdout) as ShownPlan;
}
