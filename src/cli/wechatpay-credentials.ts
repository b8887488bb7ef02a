import { isAbsolute, join } from "node:path";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import { credentialVariables } from "./credentials.ts";
import type { Io } from "./io.ts";

/** What the environment says of one WeChat Pay account: texts as they were found, not yet looked at. */
export interface WechatPayCredentials {
  readonly privateKey: Secret;
  readonly serialNo: string;
  /** To verify answers; absent for older merchants, who have the APIv3 key instead. */
  readonly publicKey?: { readonly id: string; readonly text: Secret };
  readonly apiV3Key?: Secret;
  /** The variable that each stands in, or would, for messages. */
  readonly variables: Readonly<Record<"privateKey" | "serialNo" | "publicKey" | "publicKeyId" | "apiV3Key", string>>;
}

/** What finding them needs. */
export interface WechatPayInput {
  readonly account: Account;
  readonly project: Project;
  /** The environment, and what takes its place where it says nothing of the account. The first that holds a private key of the account counts. */
  readonly environments: readonly Io["env"][];
  readonly files: Files;
  readonly workingDirectory: string;
}

/**
 * The credentials of a WeChat Pay account, by the names of docs/credentials.md. A private key and its serial number are needed always; besides, what answers
 * are verified with: the public key and its id, or, for a service provider of earlier days, the APIv3 key.
 */
export function wechatPayCredentials(input: WechatPayInput): WechatPayCredentials | Problem {
  const { account, project, environments } = input;
  const names = (what: string) => credentialVariables(account, project, what);
  const has = (env: Io["env"], what: string) => textIn(env, names(what)) !== undefined;
  const env = environments.find((one) => has(one, "PRIVATE_KEY") || has(one, "PRIVATE_KEY_FILE")) ?? {};
  const missing = (...whats: string[]): Problem => ({
    code: "credential-missing",
    severity: "error",
    class: "not-allowed",
    args: { account: account.name, variables: whats.flatMap(names) },
  });
  const privateKey = textOf("PRIVATE_KEY");
  if (privateKey === undefined) return missing("PRIVATE_KEY", "PRIVATE_KEY_FILE");
  if ("code" in privateKey) return privateKey;
  const serialNo = textIn(env, names("SERIAL_NO"));
  if (serialNo === undefined) return missing("SERIAL_NO");
  const publicKey = textOf("PUBLIC_KEY");
  if (publicKey !== undefined && "code" in publicKey) return publicKey;
  const publicKeyId = textIn(env, names("PUBLIC_KEY_ID"));
  const apiV3Key = textIn(env, names("APIV3_KEY"));
  if (publicKey !== undefined && publicKeyId === undefined) return missing("PUBLIC_KEY_ID");
  if (publicKey === undefined && publicKeyId !== undefined) return missing("PUBLIC_KEY", "PUBLIC_KEY_FILE");
  const isBrand = account.settings["role"] === "brand";
  if (publicKey === undefined && (apiV3Key === undefined || isBrand))
    return missing("PUBLIC_KEY", "PUBLIC_KEY_FILE", "PUBLIC_KEY_ID", ...(isBrand ? [] : ["APIV3_KEY"]));
  return {
    privateKey,
    serialNo,
    ...(publicKey === undefined ? {} : { publicKey: { id: publicKeyId as string, text: publicKey } }),
    ...(apiV3Key === undefined ? {} : { apiV3Key: secret(apiV3Key) }),
    variables: {
      privateKey: namedBy("PRIVATE_KEY", "PRIVATE_KEY_FILE"),
      serialNo: namedBy("SERIAL_NO"),
      publicKey: namedBy("PUBLIC_KEY", "PUBLIC_KEY_FILE"),
      publicKeyId: namedBy("PUBLIC_KEY_ID"),
      apiV3Key: namedBy("APIV3_KEY"),
    },
  };

  /** The variable that says one of these, or the first that could. */
  function namedBy(...whats: readonly string[]): string {
    const all = whats.flatMap(names);
    return all.find((name) => (env[name]?.trim() ?? "") !== "") ?? all[0] ?? "";
  }

  /** A key from a variable, or from the file that another variable names. */
  function textOf(what: string): Secret | Problem | undefined {
    const direct = textIn(env, names(what));
    if (direct !== undefined) return secret(direct);
    const named = names(`${what}_FILE`).find((name) => (env[name]?.trim() ?? "") !== "");
    if (named === undefined) return undefined;
    const path = env[named]?.trim() ?? "";
    const bytes = input.files.read(isAbsolute(path) ? path : join(input.workingDirectory, path));
    if (bytes !== undefined) return secret(new TextDecoder().decode(bytes));
    const args = { account: account.name, variable: named, file: path };
    return { code: "key-file-missing", severity: "error", class: "not-allowed", args };
  }
}

function textIn(env: Io["env"], names: readonly string[]): string | undefined {
  return names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== "");
}
