import type { Pointer } from "../model/pointer.ts";

/** A pointer into a document as one below `spec`, its own or an overlay's; undefined for the envelope. */
export function belowSpec(pointer: Pointer): Pointer | undefined {
  return /^(?:\/accounts\/[^/]+)?\/spec((?:\/.*)?)$/s.exec(pointer)?.[1];
}
