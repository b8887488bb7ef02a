import type { Clock, Random } from "../../model/ports.ts";
import type { Behaviours } from "../behaviours.ts";
import { randomWord } from "../random-text.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A token and how long it still lives. */
export interface Token {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/**
 * Issues and checks the access tokens of all accounts.
 *
 * Stable and plain tokens are apart and do not touch each other. Source: pages on stable_token and token of the
 * platform.
 */
export interface TokenOffice {
  /**
   * The account's stable token: the same one until five minutes before its end; a new one when forced, 45009 when
   * forced too often.
   */
  stable(appid: string, forced: boolean): Token | Refusal;
  /** A new token of the older kind; the one before stays valid for five minutes. */
  plain(appid: string): Token;
  /** A new token of a third-party platform, or of one for an account that has authorised it. */
  other(holder: Holder): Token;
  /** Whose a token is: 41001 for none, 40014 malformed, 40001 unknown or replaced, 42001 expired. */
  holderOf(token: string | null): Holder | Refusal;
  /** Ends the life of every token (42001 from now on). */
  expireAll(): void;
  /** Makes every token unknown (40001 from now on), as a forced refresh elsewhere does. */
  revokeAll(): void;
  /** How many calls asked for `force_refresh: true`. */
  forcedRefreshes(): number;
}

/** Whose a token is, and what it opens. */
export interface Holder {
  readonly appid: string;
  /** Its own account; a third-party platform itself; or what one was given for an account. */
  readonly kind: "account" | "component" | "authorizer";
  /** Of `authorizer`: the platform. */
  readonly component?: string;
}

interface Issued {
  readonly token: string;
  readonly holder: Holder;
  expiresMs: number;
}

/** Before its end a stable token gives way to a new one, and both are valid. */
const OVERLAP_SECONDS = 300;
/** Forcing again within this time changes nothing. */
const FORCE_APART_SECONDS = 30;
const MOST_FORCED_PER_DAY = 20;
const DAY_SECONDS = 86_400;
/** Characters of a token; the documentation asks clients to keep room for 512. */
const TOKEN_CHARACTERS = 136;

/** Opens the token office of one sandbox. */
export function openTokenOffice(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviours: Behaviours;
}): TokenOffice {
  const { clock, random, behaviours } = ports;
  const issued = new Map<string, Issued>();
  const stable = new Map<string, Issued>();
  const plain = new Map<string, Issued>();
  const mayForce = forcedRefreshes(clock);
  let forcedCalls = 0;

  function issue(holder: Holder): Issued {
    const token = randomWord(random, TOKEN_CHARACTERS);
    const entry = { token, holder, expiresMs: clock.now() + behaviours.tokenSeconds * 1000 };
    issued.set(token, entry);
    return entry;
  }

  function left(entry: Issued): number {
    return Math.floor((entry.expiresMs - clock.now()) / 1000);
  }

  /**
   * The stable token, if it may still be handed out. Lifetimes a test made shorter than the overlap are used to their
   * end.
   */
  function current(appid: string): Issued | undefined {
    const entry = stable.get(appid);
    if (entry === undefined || !issued.has(entry.token)) return undefined;
    const least = behaviours.tokenSeconds > OVERLAP_SECONDS ? OVERLAP_SECONDS : 1;
    return left(entry) >= least ? entry : undefined;
  }

  return {
    stable(appid, forced) {
      if (forced) {
        forcedCalls += 1;
        const may = mayForce(appid);
        if (typeof may === "object") return may;
        const old = stable.get(appid);
        if (may && old !== undefined) issued.delete(old.token);
      }
      const entry = current(appid) ?? issue({ appid, kind: "account" });
      stable.set(appid, entry);
      return { token: entry.token, expiresInSeconds: left(entry) };
    },
    plain(appid) {
      const before = plain.get(appid);
      if (before !== undefined) before.expiresMs = Math.min(before.expiresMs, clock.now() + OVERLAP_SECONDS * 1000);
      const entry = issue({ appid, kind: "account" });
      plain.set(appid, entry);
      return { token: entry.token, expiresInSeconds: left(entry) };
    },
    other(holder) {
      const entry = issue(holder);
      return { token: entry.token, expiresInSeconds: left(entry) };
    },
    holderOf(token) {
      if (token === null || token === "") return refuse(41001);
      const entry = issued.get(token);
      if (entry === undefined) return refuse(/^[\w-]+$/.test(token) ? 40001 : 40014);
      return entry.expiresMs <= clock.now() ? refuse(42001) : entry.holder;
    },
    expireAll() {
      for (const entry of issued.values()) entry.expiresMs = Math.min(entry.expiresMs, clock.now());
    },
    revokeAll() {
      issued.clear();
    },
    forcedRefreshes: () => forcedCalls,
  };
}

/** Notes forced refreshes; false when one comes too soon to count, a refusal when the day has no more of them. */
function forcedRefreshes(clock: Clock): (appid: string) => boolean | Refusal {
  const forcedAt = new Map<string, readonly number[]>();
  return (appid) => {
    const now = clock.now();
    const today = (forcedAt.get(appid) ?? []).filter((at) => now - at < DAY_SECONDS * 1000);
    const last = today.at(-1);
    if (last !== undefined && now - last < FORCE_APART_SECONDS * 1000) return false;
    if (today.length >= MOST_FORCED_PER_DAY) return refuse(45009);
    forcedAt.set(appid, [...today, now]);
    return true;
  };
}
