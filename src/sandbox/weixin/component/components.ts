import type { Clock, Random } from "../../../model/ports.ts";
import { randomWord } from "../../random-text.ts";

/** A third-party platform that the sandbox plays. */
export interface SandboxComponent {
  readonly appid: string;
  readonly secret: string;
  /** As Weixin pushed it last; it is new when the sandbox starts. */
  readonly ticket: string;
  /** The AppIDs of the accounts that have authorised it, with every permission set; none when absent. */
  readonly authorizers?: readonly string[];
}

/** What an account has granted to a third-party platform. */
export interface Authorization {
  readonly appid: string;
  /** The permission sets by their numbers; 8 is cards. */
  readonly sets: readonly number[];
  /** Unix seconds. */
  readonly since: number;
  /** Refresh tokens that are in force, the latest last. */
  readonly refreshTokens: readonly string[];
}

/** One third-party platform of the running sandbox. */
export interface PlayedComponent {
  readonly appid: string;
  readonly secret: string;
  ticket: { readonly text: string; readonly pushedMs: number };
  /** By the AppID of the account, in the order of authorising. */
  readonly authorizations: Map<string, Authorization>;
}

/** The third-party platforms, by their AppIDs. */
export interface Components {
  readonly all: ReadonlyMap<string, PlayedComponent>;
  /** Has an account authorise a platform, in place of what it granted before: former refresh tokens end. */
  authorise(component: PlayedComponent, appid: string, sets?: readonly number[]): Authorization;
  /** A refresh token that nobody has. */
  newRefreshToken(): string;
  /** Has Weixin push a ticket: the former is none any more. */
  push(component: PlayedComponent, ticket: string): void;
  /** True where the ticket has ended. */
  isExpired(component: PlayedComponent): boolean;
}

/** Every permission set that the sandbox knows of. Source: list of permission sets for official accounts. */
const ALL_SETS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 22, 23, 24, 26, 27, 33, 34];

/** In milliseconds. Source: documentation of component_verify_ticket. */
const TICKET_MS = 12 * 3_600_000;

/** Opens the third-party platforms of one sandbox. */
export function openComponents(
  given: readonly SandboxComponent[],
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Components {
  const components: Components = {
    all: new Map(
      given.map(({ appid, secret, ticket }): [string, PlayedComponent] => [
        appid,
        { appid, secret, ticket: { text: ticket, pushedMs: clock.now() }, authorizations: new Map() },
      ]),
    ),
    authorise(component, appid, sets = ALL_SETS) {
      const refreshTokens = [components.newRefreshToken()];
      const authorization = { appid, sets, since: Math.floor(clock.now() / 1000), refreshTokens };
      component.authorizations.set(appid, authorization);
      return authorization;
    },
    newRefreshToken: () => `refreshtoken@@@${randomWord(random, 43)}`,
    push(component, text) {
      component.ticket = { text, pushedMs: clock.now() };
    },
    isExpired: ({ ticket }) => clock.now() - ticket.pushedMs >= TICKET_MS,
  };
  for (const { appid, authorizers = [] } of given) {
    const component = components.all.get(appid);
    if (component !== undefined) for (const one of authorizers) components.authorise(component, one);
  }
  return components;
}
