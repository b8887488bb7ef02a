import { defined } from "../../model/defined.ts";
import { formatName } from "../../model/format.ts";
import type { StoredCard, StoredMember, StoredRule, StoredTesters, WeixinState } from "./state.ts";

/** One Official Account of the running sandbox. Cards and rules are replaced, never changed in place. */
export interface Account {
  readonly appid: string;
  readonly secret: string;
  /** Looks a card up. */
  card(id: string): StoredCard | undefined;
  /** All cards in the order of their creation. */
  cards(): IterableIterator<[string, StoredCard]>;
  /** Keeps a card, new or changed. */
  put(id: string, card: StoredCard): void;
  /** Keeps a changed card which the next reads still show as it was. */
  putStale(id: string, card: StoredCard, reads: number): void;
  /** A card as a read shows it, which counts as one. */
  read(id: string): StoredCard | undefined;
  /** Ids of the cards with a review under way. */
  inReview(): Iterable<string>;
  /** Looks a pay-gift rule up. */
  rule(id: string): StoredRule | undefined;
  /** All pay-gift rules in the order of their creation. */
  rules(): IterableIterator<[string, StoredRule]>;
  /** Keeps a pay-gift rule, new or changed. */
  putRule(id: string, rule: StoredRule): void;
  /** Forgets a pay-gift rule; its id is never given again. */
  removeRule(id: string): void;
  /** Merchant ids that the older pay-gift protocol holds, with the card of each; not kept. */
  readonly formerHolders: Map<string, string>;
  /** All codes that people hold, in the order they were taken. */
  members(): readonly StoredMember[];
  /** Keeps a code that somebody holds, in place of the one of the same card and code. */
  putMember(member: StoredMember): void;
  /** Replaces the test whitelist. */
  putTesters(testers: StoredTesters): void;
  /** One more than the largest rule id so far; undefined before the first rule. */
  nextRuleId(): string | undefined;
  /** A snapshot as plain JSON. */
  state(): WeixinState;
}

/** Opens an account on a state; `changed` is called after every change. */
export function openAccount(
  identity: { readonly appid: string; readonly secret: string; readonly state: WeixinState },
  changed: (account: Account) => void,
): Account {
  const cards = new Map(Object.entries(identity.state.cards));
  const rules = new Map(Object.entries(identity.state.rules ?? {}).sort(byCreation));
  const members = new Map((identity.state.members ?? []).map((member) => [memberKey(member), member] as const));
  let testers = identity.state.testers;
  let nextRuleId = identity.state.next_rule_id;
  const reviewed = new Set<string>();
  const stale = new Map<string, { readonly card: StoredCard; left: number }>();
  for (const [id, card] of cards) if (card.review !== undefined) reviewed.add(id);
  const account: Account = {
    appid: identity.appid,
    secret: identity.secret,
    card: (id) => cards.get(id),
    cards: () => cards.entries(),
    put(id, card) {
      cards.set(id, card);
      if (card.review === undefined) reviewed.delete(id);
      else reviewed.add(id);
      changed(account);
    },
    putStale(id, card, reads) {
      const before = cards.get(id);
      account.put(id, card);
      if (before !== undefined) stale.set(id, { card: before, left: reads });
    },
    read(id) {
      const old = stale.get(id);
      if (old === undefined || old.left <= 0) return cards.get(id);
      old.left -= 1;
      return old.card;
    },
    inReview: () => reviewed,
    rule: (id) => rules.get(id),
    rules: () => rules.entries(),
    putRule(id, rule) {
      rules.set(id, rule);
      if (nextRuleId === undefined || BigInt(id) >= BigInt(nextRuleId)) nextRuleId = String(BigInt(id) + 1n);
      changed(account);
    },
    removeRule(id) {
      rules.delete(id);
      changed(account);
    },
    formerHolders: new Map(),
    members: () => [...members.values()],
    putMember(member) {
      members.set(memberKey(member), member);
      changed(account);
    },
    putTesters(listed) {
      testers = listed;
      changed(account);
    },
    nextRuleId: () => nextRuleId,
    state: () => ({
      format: formatName("sandbox"),
      cards: Object.fromEntries(cards),
      ...(rules.size === 0 ? {} : { rules: Object.fromEntries(rules) }),
      ...(members.size === 0 ? {} : { members: [...members.values()] }),
      ...defined({ testers, next_rule_id: nextRuleId }),
    }),
  };
  return account;
}

/** A custom code is one of its card only. */
function memberKey({ card_id: cardId, code }: StoredMember): string {
  return `${cardId} ${code}`;
}

/** By time, then by id, since ids rise. A saved state has lost the order: keys that are numbers come out sorted. */
function byCreation([id, rule]: [string, StoredRule], [otherId, other]: [string, StoredRule]): number {
  return rule.create_time - other.create_time || (BigInt(id) < BigInt(otherId) ? -1 : 1);
}
