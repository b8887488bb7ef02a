import type { JsonObject } from "./json.ts";
import type { Problem } from "./problem.ts";

/** A request as a kind or a plan states it: without host, token or headers. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path on the platform, such as `/card/update`. */
  readonly path: string;
  readonly body: JsonObject;
  /**
   * True for a call about people whom documents name, an empty list of them too: its body gets the people right before it
   * is sent, its answer has stand-ins, and `--verbose` shows neither.
   */
  readonly namesPeople?: true;
}

/**
 * What became of a call.
 *
 * `refused`: the platform answered no; `code` is stable, such as `weixin-40100`. `unknown`: no usable answer, it may
 * have been carried out. `stops` is true when no further call to this account can succeed (credentials, permission,
 * quota).
 */
export type Reply =
  | { readonly status: "ok"; readonly body: JsonObject }
  | {
      readonly status: "refused";
      readonly code: string;
      readonly problem: Problem;
      readonly stops: boolean;
      /** Pointer into the request's body of the field the answer names, when it does. */
      readonly about?: string;
      /** The answer itself, when there was one: some refusals name what they are about. */
      readonly body?: JsonObject;
    }
  | { readonly status: "unknown"; readonly problem: Problem };

/**
 * Calls one account of one platform. Reads are tried again by themselves; a write is sent once, and again only when it
 * cannot have been carried out.
 *
 * Once `signal` has aborted nothing is begun, and nothing is tried again; the request that is under way goes on for as
 * long as the run may (`model/budget.ts`).
 */
export interface Client {
  call(request: WireRequest, intent: "read" | "write", signal: AbortSignal): Promise<Reply>;
}
