import type { JsonObject } from "../../model/json.ts";
import type { Clock, Random } from "../../model/ports.ts";
import type { Brand } from "./brand.ts";
import type { Callers } from "./callers.ts";
import type { Pace } from "./pace.ts";
import { editTemplate, seedTemplate, type TemplateSeedOptions } from "./seeding.ts";
import type { Signer } from "./signer.ts";
import type { StoredTemplate, WechatPayState } from "./state.ts";

/**
 * The control API of WeChat Pay: what nobody can do by a call of the platform. Everything throws for a brand that the
 * sandbox does not play.
 */
export interface WechatPayControl {
  /** PEM of the key by which answers are checked. */
  readonly publicKey: string;
  /** `PUB_KEY_ID_` and 32 digits. */
  readonly publicKeyId: string;
  /** Puts a template there as if it had been there all along; gives its id. Throws for an id that is taken. */
  addCard(brandId: string, template: JsonObject, options?: TemplateSeedOptions): string;
  /** Whether the brand has a template of this id, invalid ones included. */
  has(brandId: string, cardId: string): boolean;
  /** A snapshot of the templates that are kept, by id, in the order of their creation. */
  cards(brandId: string): Readonly<Record<string, StoredTemplate>>;
  /**
   * Edits a template as a person at the console does: every field may change, `state` too, no refusal, null takes a
   * member away.
   */
  editInConsole(brandId: string, cardId: string, patch: JsonObject): void;
  /** A snapshot of a brand. */
  state(brandId: string): WechatPayState;
  /**
   * The most requests in any window of 0.9 s, by mchid or brand id as the requests name it; counted whatever became of
   * them.
   */
  peak(): Readonly<Record<string, number>>;
  /** Begins to use a new platform certificate; those from before are still listed. Gives its serial number. */
  rotateCertificate(): string;
}

/** Opens the control API of the brands that are played. */
export function openControl({
  clock,
  random,
  callers,
  signer,
  pace,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly callers: Callers;
  readonly signer: Signer;
  readonly pace: Pace;
}): WechatPayControl {
  function brand(id: string): Brand {
    const found = callers.brands.get(id);
    if (found === undefined) throw new Error(`the sandbox does not play brand ${id}`);
    return found;
  }
  return {
    get publicKey() {
      return signer.publicKey();
    },
    get publicKeyId() {
      return signer.publicKeyId();
    },
    addCard: (id, template, options) => seedTemplate(brand(id), { random, now: clock.now() }, template, options),
    has: (id, cardId) => brand(id).template(cardId) !== undefined,
    cards: (id) => brand(id).state().cards,
    editInConsole: (id, cardId, patch) => editTemplate(brand(id), clock.now(), cardId, patch),
    state: (id) => brand(id).state(),
    peak: pace.peak,
    rotateCertificate: () => {
      // The first one counts from the start, also when nobody has asked for it yet.
      signer.certificates(clock.now());
      return signer.rotate(clock.now());
    },
  };
}
