import { componentParts } from "../../model/credential.ts";
import type { CredentialArg } from "../../model/problem.ts";

/** The word of a credential that is no secret by itself, from the key somebody wrote. */
export function environmentWord(key: string): string {
  return key
    .replace(/_path$/i, "_file")
    .replace(/^serial(?:_number)?$/i, "serial_no")
    .toUpperCase();
}

/** The word of a secret, from the key somebody wrote; undefined where it could be several. */
export function secretWord(key: string): string | undefined {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  // Those of a third-party platform go by its AppID, and not by the account at which somebody wrote the key.
  if (/component|verifyticket$/.test(plain)) return undefined;
  const known = {
    ...{ secret: "APPSECRET", accesstoken: "ACCESS_TOKEN", refreshtoken: "REFRESH_TOKEN" },
    ...{ privatekey: "PRIVATE_KEY", apiv3key: "APIV3_KEY" },
  };
  return Object.entries(known).find(([end]) => plain.endsWith(end))?.[1];
}

/** Whose a secret is that stands in the project file: of the third-party platform below which it stands, if it has it. */
export function ownedBy<Args extends { readonly component?: string | undefined }>(
  args: Args,
  word: string,
): Args | { readonly credential: CredentialArg } {
  const { component } = args;
  if (component === undefined || !componentParts.some((part) => part === word)) return args;
  return { credential: { account: component === "" ? "<appid>" : component, component: true } };
}
