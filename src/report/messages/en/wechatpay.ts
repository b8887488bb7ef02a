import { isObject } from "../../../model/json.ts";
import { wechatpayCode } from "../../../platform/wechatpay/codes.ts";
import { has, number, text, texts } from "../args.ts";
import type { Args, Theme, Words } from "../language.ts";
import { clause, count, grouped, list } from "./phrases.ts";

const safety = "pay.weixin.qq.com → 账户中心 → API安全";

/** What comes of the keys of a WeChat Pay account, and of answers that have to be signed. */
export const wechatpay: Theme = {
  title: "WeChat Pay: credentials and answers",
  when: "Found before the first call of an account with `platform: wechatpay`, where its keys are tried, and in what comes back. The platform's own codes have a page of their own: [Codes of WeChat Pay](wechatpay-codes.md).",
  words: {
    "key-not-a-key": {
      about:
        "A variable for a key holds nothing that can be read as one. PEM is taken, with real line ends or with \\n, and base64 of the PEM or of the DER. The private key is in `apiclient_key.pem`.",
      message: (args) => `${variable(args)} holds no key that can be read`,
      hint: (args) =>
        `give all of ${keyFile(args)}: as PEM, as PEM with \\n for its line ends, or as base64${elseFile(args)}`,
    },
    "key-file-missing": {
      about: "A variable names a file with a key, and there is no such file.",
      message: (args) => `${variable(args)} names ${text(args["file"], "a file")}, and there is no such file`,
      hint: (args) =>
        text(args["file"], "").startsWith("~")
          ? "write the whole path: ~ means something to a shell only"
          : `correct ${variable(args)}; a path is relative to the working directory`,
    },
    "key-file-unreadable": {
      about: "A variable names a file with a key, and it cannot be read.",
      message: (args) =>
        `${variable(args)} names ${text(args["file"], "a file")}, which cannot be read (${text(args["reason"], "no reason")})`,
      hint: () => "look at its permissions; it has to be readable for whoever runs wxcards",
    },
    "key-in-place-of-file": {
      about:
        "A variable that names a file holds a key itself. What is in it is not shown; where logs of earlier runs show it, the key has to be replaced.",
      message: (args) => `${variable(args)} holds a key; the path of its file belongs there`,
      hint: (args) => `put the key itself into ${variable(args).replace(/_FILE$/, "")}, or its path here`,
    },
    "key-cut-off": {
      about:
        "A key begins as it should and has no end, as when only the first line of a value of several lines arrives. Write the line ends as \\n, take base64, or name the file in the variable that ends in _FILE.",
      message: (args) => `${variable(args)} holds the beginning of a key and not its end`,
      hint: (args) =>
        fromFile(args)
          ? `put all of ${keyFile(args)} into the file once more, up to its last line`
          : `write its line ends as \\n in one line, or give base64 of the file${elseFile(args)}`,
    },
    "key-is-public": {
      about:
        "A public key stands where the private key of the API certificate belongs. Only the private key can sign requests; it is in `apiclient_key.pem`.",
      message: (args) => `${variable(args)} holds a public key; a private key belongs there`,
      hint: () => "take apiclient_key.pem, which came with the API certificate",
    },
    "key-is-certificate": {
      about:
        "The API certificate (`apiclient_cert.pem`) stands where its private key belongs. The private key is in `apiclient_key.pem`, beside it.",
      message: (args) => `${variable(args)} holds a certificate; its private key belongs there`,
      hint: () => "take apiclient_key.pem, not apiclient_cert.pem",
    },
    "key-encrypted": {
      about:
        "The private key needs a password, and there is nobody to ask for it in a pipeline. Take the password off with `openssl pkey`, and keep the result as a secret.",
      message: (args) => `${variable(args)} holds a private key that needs a password`,
      hint: () =>
        "take the password off, `openssl pkey -in apiclient_key.pem -out plain.pem`, and give what stands in plain.pem",
    },
    "key-is-p12": {
      about:
        "The variable holds a store of certificate and key (`apiclient_cert.p12`), which needs a password. The same download has the private key by itself, in `apiclient_key.pem`.",
      message: (args) => `${variable(args)} holds a PKCS #12 store, not a key by itself`,
      hint: (args) =>
        forAnswers(args)
          ? `take ${keyFile(args)}`
          : "take apiclient_key.pem instead of apiclient_cert.p12, or `openssl pkcs12 -in apiclient_cert.p12 -nocerts -nodes -out apiclient_key.pem`",
    },
    "key-not-rsa": {
      about: "WeChat Pay signs with RSA only, and this is a key of another kind.",
      message: (args) => `${variable(args)} holds a key that is not RSA`,
      hint: (args) => `take ${keyFile(args)}`,
    },
    "key-too-short": {
      about: "WeChat Pay signs with RSA keys of 2048 bits, and this one is shorter.",
      message: (args) => `${variable(args)} holds an RSA key of less than 2048 bits`,
      hint: (args) => `take ${keyFile(args)}`,
    },
    "key-is-private": {
      about:
        "A private key stands where the public key of WeChat Pay belongs, a place that is often kept less safe. It is not used; replace the key if others can read that place.",
      message: (args) => `${variable(args)} holds a private key; the public key of WeChat Pay belongs there`,
      hint: () =>
        `take it out and put the public key there (${safety} → 微信支付公钥)\nif others can read that place, the private key may have been shown around: let the API certificate be replaced`,
    },
    "key-is-own-certificate": {
      about:
        "The merchant's own API certificate stands where the public key of WeChat Pay belongs. It would check nothing, since answers are signed by the platform.",
      message: (args) =>
        `${variable(args)} holds the merchant's own certificate; the public key of WeChat Pay belongs there`,
      hint: () => `download the public key of WeChat Pay (${safety} → 微信支付公钥), not apiclient_cert.pem`,
    },
    "public-key-id-missing": {
      about:
        "A public key of WeChat Pay does not say its own id, and answers name the key they were signed with by that id. It stands in the console, beside the key.",
      message: (args) => `${variable(args)} is empty: the id of the public key is missing`,
      hint: () => `give the id that stands beside the public key, PUB_KEY_ID_ and digits (${safety} → 微信支付公钥)`,
    },
    "public-key-id-malformed": {
      about:
        "The id of a public key of WeChat Pay is PUB_KEY_ID_ and digits; of a platform certificate it is its serial number.",
      message: (args) => `${variable(args)} holds no id of a public key`,
      hint: () =>
        `copy the whole id, PUB_KEY_ID_ and digits (${safety} → 微信支付公钥); the APIv3 key is something else`,
    },
    "public-key-id-differs": {
      about:
        "A platform certificate was given with an id that is not its serial number, so that no answer would be checked with it.",
      message: (args) => `${variable(args)} is not the serial number of the platform certificate beside it`,
      hint: () =>
        "give the serial number, `openssl x509 -noout -serial -in …`, or the public key of WeChat Pay that belongs to the id",
    },
    "apiv3-key-length": {
      about:
        "The APIv3 key is exactly 32 bytes long, as it was set. It decrypts platform certificates and is none of the other keys.",
      message: (args) => `${variable(args)} does not hold exactly 32 bytes, as an APIv3 key does`,
      hint: () =>
        `give the APIv3 key as it was set (${safety} → APIv3密钥); whoever has the public key of WeChat Pay needs none`,
    },
    "serial-no-malformed": {
      about: "The serial number of the API certificate is made of hexadecimal digits, 40 as a rule.",
      message: (args) => `${variable(args)} holds no serial number of a certificate`,
      hint: () => `copy it from ${safety}, or run \`openssl x509 -noout -serial -in apiclient_cert.pem\``,
    },
    "key-does-not-sign": {
      about: "What the private key signs, its own public half does not verify: the key was damaged on its way here.",
      message: (args) => `the private key${of(args)} does not sign: it is damaged`,
      hint: () =>
        "give all of apiclient_key.pem again, from the file and not from a screen; try it with `openssl pkey -in apiclient_key.pem -check -noout`",
    },
    "public-key-is-own": {
      about:
        "The key that is to check answers is the public half of the account's own private key. It would verify none, since answers are signed by the platform.",
      message: (args) =>
        `public key ${text(args["serial"], "given")}${of(args)} is the account's own, not that of WeChat Pay`,
      hint: () => `download the public key of WeChat Pay (${safety} → 微信支付公钥)`,
    },
    "public-key-needed": {
      about:
        "A brand that calls for itself has to name a public key of WeChat Pay in every request; platform certificates and the APIv3 key are for service providers of earlier days.",
      message: (args) =>
        `an account with \`role: ${text(args["role"], "brand")}\`${of(args)} needs a public key of WeChat Pay`,
      hint: () => "set PUBLIC_KEY and PUBLIC_KEY_ID (PUB_KEY_ID_ and digits), both from the brand's console",
    },
    "platform-certificates-absent": {
      about:
        "The merchant has no platform certificates, as all that were registered since about 2024-10, so the APIv3 key is of no use for answers. Set the public key of WeChat Pay and its id.",
      message: (args) => `the merchant${of(args)} has no platform certificates to check answers with${raw(args)}`,
      hint: () => `set PUBLIC_KEY and PUBLIC_KEY_ID instead of APIV3_KEY (${safety} → 微信支付公钥)`,
    },
    "apiv3-key-wrong": {
      about:
        "The APIv3 key does not decrypt the platform certificates that were downloaded: it is of another merchant, or was set anew since. Nothing is sent.",
      message: (args) => `the APIv3 key${of(args)} does not open what ${callText(args)} gave: ${certificates(args)}`,
      hint: () =>
        `compare APIV3_KEY with the one set last (${safety} → APIv3密钥), or set PUBLIC_KEY and PUBLIC_KEY_ID instead`,
    },
    "platform-certificates-unusable": {
      about:
        "Platform certificates were downloaded, and not one of them can be used: they are over, unreadable or not what the answer calls them. Nothing is sent.",
      message: (args) => `no platform certificate of ${callText(args)} can be used: ${certificates(args)}`,
      hint: () =>
        "check the clock of this machine and the relay, if there is one; or set PUBLIC_KEY and PUBLIC_KEY_ID instead of APIV3_KEY",
    },
    "call-unknown": {
      about:
        "The platform, or something on the way, does not know this call: 404 or 405 without a code. A relay that changes the path does that, and a call that was taken out of service.",
      message: (args) => `${callText(args)} is not known there (${marks(args)})`,
      hint: () =>
        "check the relay in WXCARDS_WECHATPAY_BASE_URL, if there is one; without one, look for a newer wxcards",
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
      hint: () =>
        `compare PUBLIC_KEY and PUBLIC_KEY_ID with the console (${safety} → 微信支付公钥): they belong together\nif they are right, a relay or proxy changes the body; then run \`wxcards plan\``,
    },
    "answer-signature-type": {
      about: "A success is signed by another algorithm than SHA256 with RSA, the one that is known here.",
      message: (args) =>
        `the answer to ${callText(args)} is signed by an unknown algorithm${key(args)} (${marks(args)})`,
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
        `the answer to ${callText(args)} is signed with key ${text(args["serial"], "of unknown serial")}, which was not given (${marks(args)})`,
      hint: (args) =>
        /^PUB_KEY_ID_/i.test(text(args["serial"], ""))
          ? `give that key in PUBLIC_KEY and its id in PUBLIC_KEY_ID (${safety} → 微信支付公钥); then run \`wxcards plan\``
          : `that is a platform certificate: let the console finish the change to the public key (${safety}), or give APIV3_KEY instead of PUBLIC_KEY; then run \`wxcards plan\``,
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
      about: "The platform wants a longer pause than anybody should sit through. The call was not sent.",
      message: (args) =>
        `${callText(args)} was not sent: the platform wants a pause of more than ${has(args, "seconds") ? count(number(args["seconds"]), "second") : "a minute"}`,
      hint: () => "run again later; look for other programs that use the same merchant id",
    },
  },
};

/** For every `wechatpay-<code>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const wechatpayRefusals: Words = {
  about:
    "WeChat Pay refused a call. The rest is its `code`, in lower case with dashes; [Codes of WeChat Pay](wechatpay-codes.md) says what each means here and what to do.",
  message: (args) => {
    const known = wechatpayCode(codeOf(args));
    // Busy is no refusal, nor is any 5xx: a write may have been carried out all the same.
    const unclear = known.class === "busy" || number(args["status"]) >= 500;
    const outcome = unclear ? "got no clear answer" : "was refused";
    return `${callText(args)}${has(args, "account") ? ` for account ${text(args["account"], "")}` : ""} ${outcome}: ${clause(known.meaning)}${raw(args)}`;
  },
  hint: (args) => {
    const wait = number(args["waitSeconds"]);
    const slower = wait > 0 ? [`the platform asks for a pause of ${count(wait, "second")}`] : [];
    const first = [...slower, ...signature(args)].join("; ");
    return [first, clause(wechatpayCode(codeOf(args)).todo)].filter((line) => line !== "").join("\n");
  },
};

/** The platform's own words, always visible: they are what a search or a question to the platform needs. */
function raw(args: Args): string {
  const said = has(args, "message") ? `: ${text(args["message"], "")}` : "";
  return ` (code ${codeOf(args)}${said}${detail(args)}${has(args, "status") || has(args, "requestId") ? `, ${marks(args)}` : ""})`;
}

function codeOf(args: Args): string {
  return text(args["code"], "unknown");
}

/** Where the platform says what is wrong. */
function detail(args: Args): string {
  const given = args["detail"];
  if (given === undefined || !isObject(given)) return "";
  const parts = ["field", "value", "issue", "location"].filter((name) => has(given, name));
  return parts.map((name) => `, ${name} ${text(given[name], "")}`).join("");
}

/** `HTTP 401, Request-ID 08F7…`: what the platform asks for in a support question. */
function marks(args: Args): string {
  const status = has(args, "status") ? `HTTP ${text(args["status"], "")}` : "";
  const id = has(args, "requestId") ? `Request-ID ${text(args["requestId"], "")}` : "";
  return [status, id].filter((part) => part !== "").join(", ") || "without a Request-ID";
}

/** What this one answer says of the signature of its request: who signed, how the clocks stand, what arrived. */
function signature(args: Args): string[] {
  if (!has(args, "serialNo")) return [];
  const who = `${text(args["role"], "")} ${text(args["identity"], "")}`.trim();
  const ahead = clock(args);
  const off = Math.abs(number(args["aheadSeconds"])) > 60;
  return [
    `signed as ${who} with certificate ${text(args["serialNo"], "")}`,
    ...(ahead === undefined ? [] : [off ? `${ahead}: set it right` : ahead]),
    ...arrived(args),
  ];
}

/** What the platform saw, where it is not what was sent. */
function arrived(args: Args): string[] {
  const { seen } = args;
  if (seen === undefined || !isObject(seen)) return [];
  const path = (url: string) => url.replace(/^https?:\/\/[^/]*/, "").replace(/\?.*$/s, "");
  const differs = (name: string, ours: string) => has(seen, name) && text(args[ours], "") !== text(seen[name], "");
  const url = text(seen["url"], "");
  const said = [
    ...(differs("method", "method") ? [`method ${text(seen["method"], "")}`] : []),
    ...(url !== "" && path(url) !== path(text(args["call"], "")) ? [`address ${url}`] : []),
    ...(differs("bytes", "signedBytes")
      ? [`${grouped(number(seen["bytes"]))} bytes to sign, not ${grouped(number(args["signedBytes"]))}`]
      : []),
  ];
  return said.length === 0 ? [] : [`the platform saw ${list(said)}: a relay or proxy on the way changed the request`];
}

/** How the clock here stands against the platform's, as far as it is known. */
function clock(args: Args): string | undefined {
  if (typeof args["aheadSeconds"] !== "number") return undefined;
  const ahead = args["aheadSeconds"];
  return ahead === 0
    ? "your clock agrees with the platform's"
    : `your clock is ${grouped(Math.abs(ahead))} s ${ahead > 0 ? "ahead of" : "behind"} the platform's`;
}

/** `POST /v3/brand/partner/card-member/cards`. */
function callText(args: Args): string {
  return `${text(args["method"], "")} ${text(args["call"], "the call")}`.trim();
}

function variable(args: Args): string {
  return text(args["variable"], "a variable of the account");
}

function of(args: Args): string {
  return has(args, "account") ? ` of account ${text(args["account"], "")}` : "";
}

function key(args: Args): string {
  return has(args, "serial") ? ` for key ${text(args["serial"], "")}` : "";
}

function fromFile(args: Args): boolean {
  return /_FILE$/.test(text(args["variable"], ""));
}

/** True for the key that checks answers, which is the platform's. */
function forAnswers(args: Args): boolean {
  return /PUBLIC_KEY/.test(text(args["variable"], ""));
}

function keyFile(args: Args): string {
  return forAnswers(args)
    ? `the public key of WeChat Pay as the console gives it (${safety} → 微信支付公钥)`
    : "apiclient_key.pem, which came with the API certificate";
}

/** The other way to give the same key. */
function elseFile(args: Args): string {
  if (fromFile(args)) return "";
  return has(args, "variable")
    ? `; or name the file in ${text(args["variable"], "")}_FILE`
    : "; or name the file in the variable that ends in _FILE";
}

const unusable: Readonly<Record<string, string>> = {
  sealed: "not decrypted by the key",
  unreadable: "unreadable",
  serial: "of another serial number than the answer says",
  expired: "expired",
};

/** How many certificates there were, and why they are not used. */
function certificates(args: Args): string {
  const reasons = texts(args["reasons"]).map((reason) => unusable[reason] ?? reason);
  const found = count(number(args["count"]), "certificate");
  return reasons.length === 0 ? found : `${found} (${reasons.join("; ")})`;
}
