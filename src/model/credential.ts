import type { Problem } from "./problem.ts";
import type { Account } from "./project.ts";

const words = "(?:secret|access_?token|private_?key|api_?v3_?key|password)";
const key = new RegExp(`(?:${words}|(?:^|_)token)$`, "i");
const line = new RegExp(`(?:${words}|\\btoken|_token)["']?\\s*:`, "i");

/** True for a key that names a credential, which never belongs into a file of the repository. */
export function isCredentialKey(name: string): boolean {
  return key.test(name);
}

/** True for a line on which a credential seems to stand: it is not shown, whatever else is wrong on it. */
export function holdsCredential(text: string): boolean {
  return line.test(text);
}

/** Not one of so many known ids is known where the credential of an account leads: it is of another account. */
export function foreignCredential({ name, identity, platform, sandbox }: Account, count: number): Problem {
  const args = { account: name, identity, platform, count, ...(sandbox ? { sandbox } : {}) };
  return { code: "credential-of-another-account", severity: "error", class: "not-allowed", args };
}
