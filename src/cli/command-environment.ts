import {
  commandWords,
  componentParts,
  componentVariables,
  componentWords,
  credentialVariables,
  credentialWords,
} from "../model/credential.ts";
import type { Account } from "../model/project.ts";
import type { Io } from "./io.ts";

/** Every word by which a variable of wxcards ends that holds a credential, or what gives one, or people. */
const words = [
  ...Object.values(credentialWords).flat(),
  ...componentWords,
  ...Object.values(commandWords),
  ...["STATE_KEY", "GIT_TOKEN"],
  // The address of a robot may hold its key, and lists of testers are people.
  ...["ROBOT_URL", "TESTERS", "TESTER_NAMES"],
];

/** Names of such variables, of any account. */
const credential = new RegExp(`^(?:WXCARDS|WECHAT|WECHATPAY)_(?:.*_)?(?:${words.join("|")})$`, "i");

/**
 * What the command of an account gets of the environment: all of it but for the credentials of other accounts and of
 * the state, and for people; besides, which account it is about, so that one program serves many.
 */
export function commandEnvironment(account: Account, env: Io["env"]): Io["env"] {
  const { component, name, identity } = account;
  const own = new Set([
    ...[...credentialWords.weixin, ...Object.values(commandWords)].flatMap((word) =>
      credentialVariables(account, word),
    ),
    ...(component === undefined ? [] : componentParts.flatMap((what) => componentVariables(component, what))),
  ]);
  const passed = Object.entries(env).filter(([variable]) => own.has(variable) || !credential.test(variable));
  return { ...Object.fromEntries(passed), WXCARDS_ACCOUNT: name, WXCARDS_APPID: identity };
}
