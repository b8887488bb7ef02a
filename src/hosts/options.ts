import type { Stopping } from "../model/budget.ts";
import type { HostName } from "../model/comment.ts";
import type { Clock, Random, Trace, Transport } from "../model/ports.ts";
import type { Secret } from "../model/secret.ts";

/** What calls to a host of repositories are made with. */
export interface HostOptions {
  readonly name: HostName;
  /** The address of its API, without a slash at the end. */
  readonly baseUrl: string;
  readonly token: Secret;
  /** Variables of the environment, for messages. */
  readonly variables: { readonly token: string; readonly url: string; readonly repository: string };
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** The time that the run has left. */
  readonly budget: Stopping;
  readonly trace: Trace;
  readonly userAgent: string;
  /** Is told of a pause that the host asks for, in milliseconds. */
  readonly onWait: (milliseconds: number) => void;
  /** A moment, in milliseconds since 1970, as people read it. */
  readonly timeText: (milliseconds: number) => string;
}

/** The token itself, for the header that carries it and nothing else. */
export function tokenOf({ token }: HostOptions): string {
  return token.reveal();
}
