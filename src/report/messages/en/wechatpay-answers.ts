import type { answerProblems } from "../../../model/problems/wechatpay.ts";
import { credentialName, has, text } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { callText, clock, marks, safety } from "./wechatpay-facts.ts";

/** What comes of answers that have to be signed, and of calls that get none. */
export const answerWords = {
  "call-unknown": {
    about:
      "The platform, or something on the way, does not know this call: 404 or 405 without a code. A relay that changes the path does that, and a call that was taken out of service.",
    message: (args) => `${callText(args)} is not known there (${marks(args)})`,
    hint: () => "check the relay in WXCARDS_WECHATPAY_BASE_URL, if there is one; without one, look for a newer wxcards",
  },
  "answer-pending": {
    about: "The platform has taken the request and not carried it out yet (202). What became of it is looked up.",
    message: (args) => `${callText(args)} was taken and not carried out yet (${marks(args)})`,
    hint: () => "run `wxcards plan` in a minute: it shows what is live then",
  },
  "answer-unsigned": {
    about:
      "A success came without the signature that WeChat Pay gives all of them, so that it may be from anybody. A relay that drops headers does that.",
    message: (args) => `the answer to ${callText(args)} is not signed (${marks(args)})`,
    hint: () =>
      "let the relay or proxy pass on the headers Wechatpay-Timestamp, -Nonce, -Signature and -Serial; then run `wxcards plan`",
  },
  "answer-signature": {
    about:
      "The signature of a success is not that of its body. Either the public key does not belong to its id, or something on the way changed the answer.",
    message: (args) => `the answer to ${callText(args)} has a wrong signature${key(args)} (${marks(args)})`,
    hint: (args) =>
      `compare ${credentialName(args, "PUBLIC_KEY")} and ${credentialName(args, "PUBLIC_KEY_ID")} with the console (${safety} → 微信支付公钥): they belong together\nif they are right, a relay or proxy changes the body; then run \`wxcards plan\``,
  },
  "answer-signature-type": {
    about: "A success is signed by another algorithm than SHA256 with RSA, the one that is known here.",
    message: (args) => `the answer to ${callText(args)} is signed by an unknown algorithm${key(args)} (${marks(args)})`,
    hint: () => "take a public key of WeChat Pay of the kind RSA; then run `wxcards plan`",
  },
  "answer-probe": {
    about:
      "Now and then WeChat Pay signs an answer wrong on purpose, to see whether callers check. A read is sent again at once; what a write did is looked up.",
    message: (args) =>
      `the answer to ${callText(args)} has a signature that is wrong on purpose, as WeChat Pay tests callers (${marks(args)})`,
    hint: () => "run `wxcards plan`: it shows what is live now",
  },
  "answer-serial-unknown": {
    about:
      "A success is signed with a key that was not given. Either the public key in the environment was replaced, or answers are still signed with platform certificates.",
    message: (args) =>
      `the answer to ${callText(args)} is signed with key ${text(args.serial, "of unknown serial")}, which was not given (${marks(args)})`,
    hint: (args) =>
      /^PUB_KEY_ID_/i.test(text(args.serial, ""))
        ? `give that key in ${credentialName(args, "PUBLIC_KEY")} and its id in ${credentialName(args, "PUBLIC_KEY_ID")} (${safety} → 微信支付公钥); then run \`wxcards plan\``
        : `that is a platform certificate: let the console finish the change to the public key (${safety}), or give ${credentialName(args, "APIV3_KEY")} instead of ${credentialName(args, "PUBLIC_KEY")}; then run \`wxcards plan\``,
  },
  "answer-clock": {
    about:
      "The time of a success is more than five minutes from the time here. The clock of this machine is off, or something on the way gives out old answers.",
    message: (args) =>
      `the answer to ${callText(args)} is not of now: ${clock(args) ?? "the clocks are too far apart"} (${marks(args)})`,
    hint: () =>
      "set the clock of this machine (NTP); if it is right, a cache or relay on the way gives out old answers; then run `wxcards plan`",
  },
  "rate-wait-too-long": {
    about:
      "The platform, of Weixin or of WeChat Pay, asks for a longer pause (`Retry-After`) than a run lasts without progress, which is ten minutes. It is obeyed: nothing more of the account is sent.",
    message: (args) => `${callText(args)} was not carried out: the platform takes no calls before ${text(args.until)}`,
    hint: (args) =>
      `run again after ${text(args.until)}; look for other programs that use the same account or merchant id`,
  },
} satisfies WordsOf<keyof typeof answerProblems>;

function key({ serial }: { readonly serial?: string | undefined }): string {
  return has(serial) ? ` for key ${text(serial)}` : "";
}
