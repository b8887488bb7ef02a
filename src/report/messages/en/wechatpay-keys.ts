import type { ArgsOf } from "../../../model/problems/table.ts";
import type { keyProblems } from "../../../model/problems/wechatpay.ts";
import { credentialName, number, text, texts } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { count, fileReason } from "./phrases.ts";
import { callText, of, raw, safety } from "./wechatpay-facts.ts";

/** What comes of the keys of an account, which are tried before its first call. */
export const keyWords = {
  "key-not-a-key": {
    about:
      "A variable for a key holds nothing that can be read as one. PEM is taken, with real line ends or with \\n, and base64 of the PEM or of the DER. The private key is in `apiclient_key.pem`.",
    message: (args) => `${variable(args)} holds no key that can be read`,
    hint: (args) =>
      `give all of ${keyFile(args)}: as PEM, as PEM with \\n for its line ends, or as base64${elseFile(args)}`,
  },
  "key-file-missing": {
    about: "A variable names a file with a key, and there is no such file.",
    message: (args) => `${variable(args)} names ${text(args.file, "a file")}, and there is no such file`,
    hint: (args) =>
      args.home === true
        ? "write the whole path: ~ means something to a shell only"
        : `correct ${variable(args)}; a path is relative to the working directory`,
  },
  "key-file-unreadable": {
    about: "A variable names a file with a key, and it cannot be read.",
    message: (args) =>
      `${variable(args)} names ${text(args.file, "a file")}, which cannot be read (${fileReason(args)})`,
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
    hint: () => `copy the whole id, PUB_KEY_ID_ and digits (${safety} → 微信支付公钥); the APIv3 key is something else`,
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
    message: (args) => `public key ${text(args.serial)}${of(args)} is the account's own, not that of WeChat Pay`,
    hint: () => `download the public key of WeChat Pay (${safety} → 微信支付公钥)`,
  },
  "public-key-needed": {
    about:
      "A brand that calls for itself has to name a public key of WeChat Pay in every request; platform certificates and the APIv3 key are for service providers of earlier days.",
    message: (args) => `an account with \`role: ${text(args.role)}\`${of(args)} needs a public key of WeChat Pay`,
    hint: (args) =>
      `set ${credentialName(args, "PUBLIC_KEY")} and ${credentialName(args, "PUBLIC_KEY_ID")} (PUB_KEY_ID_ and digits), both from the brand's console`,
  },
  "platform-certificates-absent": {
    about:
      "The merchant has no platform certificates, as all that were registered since about 2024-10, so the APIv3 key is of no use for answers. Set the public key of WeChat Pay and its id.",
    message: (args) => `the merchant${of(args)} has no platform certificates to check answers with${raw(args)}`,
    hint: (args) =>
      `set ${credentialName(args, "PUBLIC_KEY")} and ${credentialName(args, "PUBLIC_KEY_ID")} instead of ${credentialName(args, "APIV3_KEY")} (${safety} → 微信支付公钥)`,
  },
  "apiv3-key-wrong": {
    about:
      "The APIv3 key does not decrypt the platform certificates that were downloaded: it is of another merchant, or was set anew since. Nothing is sent.",
    message: (args) => `the APIv3 key${of(args)} does not open what ${callText(args)} gave: ${certificates(args)}`,
    hint: (args) =>
      `compare ${credentialName(args, "APIV3_KEY")} with the one set last (${safety} → APIv3密钥), or set ${credentialName(args, "PUBLIC_KEY")} and ${credentialName(args, "PUBLIC_KEY_ID")} instead`,
  },
  "platform-certificates-unusable": {
    about:
      "Platform certificates were downloaded, and not one of them can be used: they are over, unreadable or not what the answer calls them. Nothing is sent.",
    message: (args) => `no platform certificate of ${callText(args)} can be used: ${certificates(args)}`,
    hint: (args) =>
      `check the clock of this machine and the relay, if there is one; or set ${credentialName(args, "PUBLIC_KEY")} and ${credentialName(args, "PUBLIC_KEY_ID")} instead of ${credentialName(args, "APIV3_KEY")}`,
  },
} satisfies WordsOf<keyof typeof keyProblems>;

interface Variable {
  readonly variable: string;
}

function variable(args: Variable): string {
  return text(args.variable);
}

function fromFile(args: Variable): boolean {
  return /_FILE$/.test(args.variable);
}

/** True for the key that checks answers, which is the platform's. */
function forAnswers(args: Variable): boolean {
  return /PUBLIC_KEY/.test(args.variable);
}

function keyFile(args: Variable): string {
  return forAnswers(args)
    ? `the public key of WeChat Pay as the console gives it (${safety} → 微信支付公钥)`
    : "apiclient_key.pem, which came with the API certificate";
}

/** The other way to give the same key. */
function elseFile(args: Variable): string {
  return fromFile(args) ? "" : `; or name the file in ${text(args.variable)}_FILE`;
}

const unusable: Readonly<Record<string, string>> = {
  sealed: "not decrypted by the key",
  associated: "not encrypted as a certificate",
  unreadable: "unreadable",
  serial: "of another serial number than the answer says",
  issuer: "not a certificate that WeChat Pay signs with",
  early: "not valid yet",
  expired: "expired",
};

/** How many certificates there were, and why they are not used. */
function certificates(args: ArgsOf<"apiv3-key-wrong">): string {
  const reasons = texts(args.reasons).map((reason) => unusable[reason] ?? reason);
  const found = count(number(args.count), "certificate");
  return reasons.length === 0 ? found : `${found} (${reasons.join("; ")})`;
}
