import { credentialVariables } from "../model/credential.ts";
import { type FileTrouble, isTrouble, troubleArgs } from "../model/file-trouble.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, payRole } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import { firstSet } from "./first-set.ts";
import type { Io } from "./io.ts";
import { fileName, keyFileText, looksLikeKey } from "./key-file.ts";

/** What the environment says of one WeChat Pay account: texts as they were found, not yet looked at. */
export interface WechatPayCredentials {
  readonly privateKey: Secret;
  readonly serialNo: string;
  /**
   * To verify answers; absent for older merchants, who have the APIv3 key instead. A platform certificate in its place
   * says its own id.
   */
  readonly publicKey?: { readonly id?: string; readonly text: Secret };
  readonly apiV3Key?: Secret;
  /** The variable that each stands in, or would, for messages. */
  readonly variables: Readonly<Record<"privateKey" | "serialNo" | "publicKey" | "publicKeyId" | "apiV3Key", string>>;
}

/** In bytes: a key, or a certificate with its chain. */
const largestKey = 65_536;

/** What finding them needs. */
export interface WechatPayInput {
  readonly account: Account;
  /**
   * The environment, and what takes its place where it says nothing of the account. The first that holds a private key
   * of the account counts.
   */
  readonly environments: readonly Io["env"][];
  /** Reads a file that a variable names. */
  readonly readFile: (path: string, limit: number) => Promise<Uint8Array | FileTrouble | undefined>;
}

/**
 * The credentials of a WeChat Pay account, by the names of docs/credentials.md. A private key and its serial number are
 * needed always; besides, what answers are verified with: the public key and its id, or, for a service provider of
 * earlier days, the APIv3 key. Everything that is missing is one problem.
 */
export async function wechatPayCredentials(input: WechatPayInput): Promise<WechatPayCredentials | Problem> {
  const { account, environments } = input;
  const names = (what: string) => credentialVariables(account, what);
  // A name of the account wins over a short one, as a value or as a file.
  const keyNames = (what: string) => names(what).flatMap((name) => [name, `${name}_FILE`]);
  const env = environments.find((one) => firstSet(one, keyNames("PRIVATE_KEY")) !== undefined) ?? environments[0] ?? {};
  const text = (what: string) => firstSet(env, names(what))?.value;
  const privateKey = await keyOf("PRIVATE_KEY");
  if (privateKey !== undefined && "code" in privateKey) return privateKey;
  const publicKey = await keyOf("PUBLIC_KEY");
  if (publicKey !== undefined && "code" in publicKey) return publicKey;
  const [serialNo, publicKeyId, apiV3Key] = [text("SERIAL_NO"), text("PUBLIC_KEY_ID"), text("APIV3_KEY")];
  const isBrand = payRole(account.settings) === "brand";
  const canVerify = publicKey !== undefined || (apiV3Key !== undefined && !isBrand && publicKeyId === undefined);
  if (privateKey === undefined || serialNo === undefined || !canVerify) {
    const needed = [
      { what: "private-key", variables: keyNames("PRIVATE_KEY"), isThere: privateKey !== undefined },
      { what: "serial-number", variables: names("SERIAL_NO"), isThere: serialNo !== undefined },
      { what: "public-key", variables: keyNames("PUBLIC_KEY"), isThere: canVerify },
      { what: "public-key-id", variables: names("PUBLIC_KEY_ID"), isThere: canVerify || publicKeyId !== undefined },
    ];
    const missing = needed.filter(({ isThere }) => !isThere).map(({ what, variables }) => ({ what, variables }));
    const args = { account: account.name, missing, variables: missing.flatMap(({ variables }) => variables) };
    return problem("credential-missing", args);
  }
  return {
    privateKey,
    serialNo,
    ...(publicKey !== undefined && { publicKey: publicKeyOf(publicKey, publicKeyId) }),
    ...(apiV3Key !== undefined && { apiV3Key: secret(apiV3Key) }),
    variables: {
      privateKey: namedBy(keyNames("PRIVATE_KEY")),
      serialNo: namedBy(names("SERIAL_NO")),
      publicKey: namedBy(keyNames("PUBLIC_KEY")),
      publicKeyId: namedBy(names("PUBLIC_KEY_ID")),
      apiV3Key: namedBy(names("APIV3_KEY")),
    },
  };

  /** The variable that says one of these, or the first that could. */
  function namedBy(all: readonly string[]): string {
    return firstSet(env, all)?.name ?? all[0] ?? "";
  }

  /** A key from a variable, or from the file that another variable names. */
  async function keyOf(what: string): Promise<Secret | Problem | undefined> {
    const found = firstSet(env, keyNames(what));
    if (found === undefined || !found.name.endsWith("_FILE")) return found && secret(found.value);
    const { name: variable, value: file } = found;
    // What is no file may be anything, a key as well: of its text only what is plainly the name of a file is shown.
    const own = { account: account.name, variable };
    const named = { ...own, file: fileName(file), home: file.startsWith("~") };
    const missing = () =>
      looksLikeKey(file) ? problem("key-in-place-of-file", own) : problem("key-file-missing", named);
    const bytes = await input.readFile(file, largestKey);
    if (bytes === undefined) return missing();
    if (!isTrouble(bytes)) return secret(keyFileText(bytes));
    // Too long for a name, or of characters that no name has: no file.
    if (["ENAMETOOLONG", "EINVAL", "ERR_INVALID_ARG_VALUE"].includes(bytes.reason ?? "")) return missing();
    return problem("key-file-unreadable", { ...named, ...troubleArgs(bytes) });
  }
}

function publicKeyOf(text: Secret, id: string | undefined): { readonly id?: string; readonly text: Secret } {
  return id === undefined ? { text } : { id, text };
}
