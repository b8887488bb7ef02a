import { join } from "node:path";
import { isObject } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import { expected } from "../model/problem.ts";
import { type Account, type Project, sandboxFolder } from "../model/project.ts";
import type { WeixinState } from "../sandbox/weixin/state.ts";

/** The AppSecret of every account on the embedded platform; it opens nothing else. */
export const embeddedSecret = "embedded-platform-0000000000000";

/** Where the embedded platform keeps the cards of an account. */
export function statePath(project: Project, account: Account): string {
  return join(project.root, sandboxFolder, `${account.name}.json`);
}

/** What the embedded platform kept of an account, or undefined when there is nothing yet. A file that is no such state is an expected failure: it is nobody's to guess. */
export function readState(files: Files, project: Project, account: Account): WeixinState | undefined {
  const path = statePath(project, account);
  const bytes = files.read(path);
  if (bytes === undefined) return undefined;
  const value = parsed(new TextDecoder().decode(bytes));
  if (!isObject(value) || value["format"] !== "wxcards.sandbox/1" || !isObject(value["cards"])) {
    throw expected({ code: "sandbox-state-damaged", severity: "error", class: "usage", args: { file: path } });
  }
  return value as unknown as WeixinState;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
