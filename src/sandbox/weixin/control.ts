import type { JsonObject } from "../../model/json.ts";
import type { Clock, Random } from "../../model/ports.ts";
import type { Behaviours } from "../behaviours.ts";
import type { Account } from "./account.ts";
import { type MemberSeed, seedMember } from "./members/seed-member.ts";
import {
  dropRule,
  editRule,
  type RulePatch,
  type RuleSeed,
  type RuleSeedOptions,
  seedRule,
} from "./pay-gift/seed-rule.ts";
import { settleReviews } from "./review.ts";
import { editCard, type SeedOptions, seedCard } from "./seeding.ts";
import type { StoredMember, StoredRule, WeixinState } from "./state.ts";
import type { TokenOffice } from "./tokens.ts";

/**
 * The control API of Weixin: what nobody can do by a call of the platform. Everything throws for an appid that the
 * sandbox does not play.
 */
export interface WeixinControl {
  /** A snapshot of an account, reviews judged by the clock. Throws for an appid the sandbox does not play. */
  state(appid: string): WeixinState;
  /** Whether the account has a card of this id, deleted ones included. */
  has(appid: string, cardId: string): boolean;
  /** Puts a card there as if it had been there all along; gives its id. */
  addCard(appid: string, memberCard: JsonObject, options?: SeedOptions): string;
  /** Edits a card as a person at the console does: every field may change, no refusal, null takes a member away. */
  editInConsole(appid: string, cardId: string, patch: JsonObject): void;
  /** Puts a pay-gift rule there as if it had been there all along; gives its id. Throws for an id that is taken. */
  addRule(appid: string, rule: RuleSeed, options?: RuleSeedOptions): string;
  /** A snapshot of the pay-gift rules that are kept, by id; expired ones too, whatever the behaviours make of them. */
  rules(appid: string): Readonly<Record<string, StoredRule>>;
  /** Edits a pay-gift rule in place as a person at the console does: same id, no refusal. Throws for an unknown id. */
  editRuleInConsole(appid: string, ruleId: string, patch: RulePatch): void;
  /** Deletes a pay-gift rule as a person at the console does. Throws for an unknown id. */
  removeRuleInConsole(appid: string, ruleId: string): void;
  /** Gives a merchant id to a card by the older pay-gift protocol: rules do not show it, and cannot have it (72004). */
  holdMerchant(appid: string, mchid: string, cardId: string): void;
  /** Puts a member there, or another state of one, as if the card had been taken long ago. */
  addMember(appid: string, member: MemberSeed): void;
  /** A snapshot of the codes that people hold, in the order they were taken. */
  members(appid: string): readonly StoredMember[];
  /** A valid token without a request. */
  token(appid: string): string;
  /** Ends the life of all tokens (42001). */
  expireTokens(): void;
  /** Makes all tokens unknown (40001). */
  revokeTokens(): void;
  /** How many stable_token calls asked for `force_refresh: true`. */
  forcedRefreshes(): number;
}

/** Opens the control API of the accounts that are played. */
export function openWeixinControl({
  clock,
  random,
  behaviours,
  accounts,
  office,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviours: Behaviours;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly office: TokenOffice;
}): WeixinControl {
  function account(appid: string): Account {
    const found = accounts.get(appid);
    if (found === undefined) throw new Error(`the sandbox does not play ${appid}`);
    settleReviews(found, clock.now());
    return found;
  }
  return {
    state: (appid) => account(appid).state(),
    has: (appid, cardId) => account(appid).card(cardId) !== undefined,
    addCard: (appid, memberCard, seed) => seedCard(account(appid), { clock, random }, memberCard, seed),
    editInConsole: (appid, cardId, patch) => editCard(account(appid), clock, cardId, patch),
    addRule: (appid, rule, seed) =>
      seedRule({ account: account(appid), accounts, behaviours, random, clock }, rule, seed),
    rules: (appid) => account(appid).state().rules ?? {},
    editRuleInConsole: (appid, ruleId, patch) => editRule(account(appid), clock, ruleId, patch),
    removeRuleInConsole: (appid, ruleId) => dropRule(account(appid), ruleId),
    holdMerchant: (appid, mchid, cardId) => void account(appid).formerHolders.set(mchid, cardId),
    addMember: (appid, member) => seedMember(account(appid), member),
    members: (appid) => account(appid).members(),
    token: (appid) => {
      const token = office.stable(account(appid).appid, false);
      if ("errcode" in token) throw new Error(token.errmsg);
      return token.token;
    },
    expireTokens: office.expireAll,
    revokeTokens: office.revokeAll,
    forcedRefreshes: office.forcedRefreshes,
  };
}
