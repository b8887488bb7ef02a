import type { StoredCard, WeixinState } from "./state.ts";

/** One Official Account of the running sandbox. Cards are replaced, never changed in place. */
export interface Account {
  readonly appid: string;
  readonly secret: string;
  /** Looks a card up. */
  card(id: string): StoredCard | undefined;
  /** All cards in the order of their creation. */
  cards(): IterableIterator<[string, StoredCard]>;
  /** Keeps a card, new or changed. */
  put(id: string, card: StoredCard): void;
  /** Ids of the cards with a review under way. */
  inReview(): Iterable<string>;
  /** A snapshot as plain JSON. */
  state(): WeixinState;
}

/** Opens an account on a state; `changed` is called after every change. */
export function openAccount(
  identity: { readonly appid: string; readonly secret: string; readonly state: WeixinState },
  changed: (account: Account) => void,
): Account {
  const cards = new Map(Object.entries(identity.state.cards));
  const reviewed = new Set<string>();
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
    inReview: () => reviewed,
    state: () => ({ format: "wxcards.sandbox/1", cards: Object.fromEntries(cards) }),
  };
  return account;
}
