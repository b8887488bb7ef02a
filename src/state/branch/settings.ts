/** A setting of git: its key as git spells it, and its value. */
export type Setting = readonly [key: string, value: string];

/** The settings that `git config --list -z` lists, in the order in which they count. */
export function settingsIn(output: Uint8Array): readonly Setting[] {
  const lines = new TextDecoder().decode(output).split("\0").slice(0, -1);
  return lines.map((line) => {
    const end = line.indexOf("\n");
    // A key without a value is true.
    return end < 0 ? [line, "true"] : [line.slice(0, end), line.slice(end + 1)];
  });
}

/** The value that counts of a key. */
export function settingOf(settings: readonly Setting[], key: string): string | undefined {
  return settings.findLast(([name]) => name === key)?.[1];
}

/** How a host is reached, who may push there, and who signs. Nothing that starts a program of the work tree. */
const passed = /^(credential|http|url|user|author|committer|gpg|ssh|protocol)\./;
const passedKeys = ["core.sshcommand", "core.askpass", "core.gitproxy", "commit.gpgsign"];

/** Members of a remote that say how it is reached; its addresses are settled apart. */
const ofRemote = ["proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"];

/** Settings with several values, whose list begins anew at an empty one. */
const isList = (key: string) => /^(credential\.(.*\.)?helper|http\.(.*\.)?extraheader)$/.test(key);

/**
 * What the user's repository has set and a repository of our own would not see by itself: settings in the repository,
 * in its work tree, and in files that are included for its place only. Where the values of a key differ at all, all of
 * them are given again.
 */
export function settingsToPass(
  users: readonly Setting[],
  ours: readonly Setting[],
  remote: string,
): readonly Setting[] {
  const isPassed = (key: string) =>
    passed.test(key) || passedKeys.includes(key) || ofRemote.some((member) => key === `remote.${remote}.${member}`);
  const keys = new Set(users.map(([key]) => key).filter(isPassed));
  return [...keys].flatMap((key) => {
    const valuesIn = (settings: readonly Setting[]) =>
      settings.filter(([name]) => name === key).map(([, value]) => value);
    const [wanted, present] = [valuesIn(users), valuesIn(ours)];
    if (wanted.join("\0") === present.join("\0")) return [];
    const anew = isList(key) && present.length > 0 ? [""] : [];
    return [...anew, ...wanted].map((value): Setting => [key, value]);
  });
}

/** What holds for every command in our own repository, whatever the user has set. */
export const fixedSettings: readonly Setting[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.logAllRefUpdates", "false"],
  // Several runs may use the repository side by side; in milliseconds.
  ["core.filesRefLockTimeout", "2000"],
  ["core.packedRefsTimeout", "2000"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["fetch.writeCommitGraph", "false"],
  ["submodule.recurse", "false"],
  // An empty one takes back those that the user has set: they start pipelines.
  ["push.pushOption", ""],
  ["push.negotiate", "false"],
  // Time counts and not size: a search for what two large states share takes longer than to send them.
  ["pack.compression", "1"],
  ["pack.window", "0"],
  // What is made and fetched stays in a pack as it came. Packs are put together when there are many.
  ["fastimport.unpackLimit", "1"],
  ["transfer.unpackLimit", "1"],
  ["push.followTags", "false"],
];

/** Settings as variables of the environment, where they show on no command line and stand in no file. */
export function settingVariables(settings: readonly Setting[]): Readonly<Record<string, string>> {
  const pairs = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}
