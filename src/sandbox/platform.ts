/** One HTTP request as it arrived, its body read to the end. */
export interface Received {
  readonly method: string;
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
  answer(received: Received): Answer;
  /** An answer with a forced code, in the words and wrapping of this platform. */
  forced(errcode: number, errmsg: string | undefined): Answer;
}
