import type { KeyObject } from "node:crypto";
import type { Reply } from "../../model/client.ts";
import type { Clock } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { ArgsOf } from "../../model/problems/table.ts";
import type { Secret } from "../../model/secret.ts";
import { type CertifiedKey, certificatesPath, certifiedKeys, keysInForce } from "./certificates.ts";

/** The keys that check answers, or why there are none; then nothing more can be sent to this account. */
export type StoredKeys =
  | { readonly keys: ReadonlyMap<string, KeyObject>; readonly certified: ReadonlyMap<string, CertifiedKey> }
  | { readonly reply: Exclude<Reply, { status: "ok" }> };

/** One `GET /v3/certificates`, whose answer is not verified by its signature. */
export type Download = () => Promise<Reply>;

/** The platform certificates of one merchant, for one run. Whoever calls for the same merchant may share it. */
export interface CertificateStore {
  /** What is known; downloaded the first time, and many callers share that. */
  keys(download: Download): Promise<StoredKeys>;
  /**
   * What is known after one more download, because an answer named a key that is not; there is one such download a run.
   */
  renewed(download: Download): Promise<StoredKeys>;
}

/**
 * Keeps platform certificates in memory, for merchants from before the public keys of WeChat Pay.
 *
 * Two of them overlap while they are exchanged, so that a certificate may appear during a run. A failure of the network
 * is not remembered; a refusal is.
 */
export function certificateStore(options: { readonly apiV3Key: Secret; readonly clock: Clock }): CertificateStore {
  let known: Promise<StoredKeys> | undefined;
  let again: Promise<StoredKeys> | undefined;
  const load = async (download: Download): Promise<StoredKeys> => {
    const reply = await download();
    if (reply.status !== "ok") return { reply: explained(reply) };
    const now = options.clock.now();
    const { certified, left } = certifiedKeys(reply.body, options.apiV3Key, now);
    if (certified.size > 0) return { keys: keysInForce(certified, now), certified };
    const code = left.includes("sealed") ? "apiv3-key-wrong" : "platform-certificates-unusable";
    return { reply: refused(problem(code, argsOf(left))) };
  };
  const first = (download: Download): Promise<StoredKeys> => {
    known ??= load(download).then((loaded) => {
      if ("reply" in loaded && loaded.reply.status === "unknown") known = undefined;
      return loaded;
    });
    return known;
  };
  return {
    keys: first,
    renewed: (download) => {
      again ??= Promise.all([first(download), load(download)]).then(([before, after]) => {
        if ("reply" in before || "reply" in after) return before;
        const certified = new Map([...before.certified, ...after.certified]);
        const merged = { keys: keysInForce(certified, options.clock.now()), certified };
        known = Promise.resolve(merged);
        return merged;
      });
      return again;
    },
  };
}

/** A refusal in the words of what it means here: the platform says so to merchants who never had a certificate. */
function explained(reply: Exclude<Reply, { status: "ok" }>): Exclude<Reply, { status: "ok" }> {
  if (reply.status !== "refused" || reply.code !== "wechatpay-resource-not-exists") return reply;
  return refused({ ...reply.problem, code: "platform-certificates-absent", class: "not-allowed" });
}

function refused(problem: Problem): Extract<Reply, { status: "refused" }> {
  return { status: "refused", code: problem.code, problem, stops: true };
}

function argsOf(left: readonly string[]): ArgsOf<"apiv3-key-wrong"> {
  return { call: certificatesPath, count: left.length, reasons: [...new Set(left)] };
}
