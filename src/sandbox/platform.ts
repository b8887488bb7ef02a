import type { ForcedAnswer } from "./trouble.ts";

/** One HTTP request as it arrived, its body read to the end. */
export interface Received {
  readonly method: string;
  /** The address as the request line has it, byte for byte, the query included. */
  readonly target: string;
  /** Without the query: `/card/get`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; repeated headers joined as node does. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** True when the body passed the limit of the server; `body` is empty then. */
  readonly tooLarge: boolean;
}

/** One HTTP answer, complete. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The code inside the body, where the platform has one; for the recording only. */
  readonly errcode?: number | string;
}

/**
 * One platform played by the sandbox: which paths are its own, and what it answers.
 *
 * Answering is synchronous on purpose: whatever else is in flight, each request sees and leaves one consistent state.
 */
export interface Platform {
  /** True when the path belongs to this platform. The first platform that says so answers. */
  owns(path: string): boolean;
  /** Told of every request to its paths, before any trouble strikes. */
  arrived?(received: Received): void;
  answer(received: Received): Answer;
  /** Whether a forced answer is in the words of this platform; others wait for another one's requests. */
  speaks(force: ForcedAnswer): boolean;
  /** The forced answer in the wrapping of this platform, its status and raw body included. */
  forced(force: ForcedAnswer, received: Received): Answer;
}
