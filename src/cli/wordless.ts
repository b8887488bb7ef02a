import { framesOf } from "./crash.ts";

/** A bug without its words, which may repeat an answer that nobody has looked at yet; where it happened says enough. */
export function wordless(error: unknown): Error {
  const bare = new Error("its words are not shown, since they may be about a person");
  bare.stack = `${bare.message}\n${framesOf(error)}`;
  return bare;
}
