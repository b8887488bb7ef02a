import type { RunBudget } from "../../model/budget.ts";
import type { Clock, Random, Trace, Transport } from "../../model/ports.ts";
import type { Secret } from "../../model/secret.ts";

/** What calls are made with, whoever makes them. */
export interface CallerOptions {
  /** `https://api.weixin.qq.com`, or a relay's address. */
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
  readonly trace: Trace;
  /** Told of every token that is obtained, so that it can be kept out of all output. */
  readonly onToken?: (token: Secret) => void;
  /** Told before a wait that a person would wonder about, in milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
  /** Of the whole run: a token is fetched for many callers, so no single one of them can end it. */
  readonly budget: RunBudget;
  /** A moment as people of the project read it, from milliseconds since 1970. */
  readonly timeText: (milliseconds: number) => string;
}
