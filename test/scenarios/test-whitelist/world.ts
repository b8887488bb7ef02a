import { coffee, newWorld, type Run, type World, type WorldOptions } from "../../helpers/world.ts";

export const file = "cards/testers.yaml";
export const call = "/card/testwhitelist/set";
export const local = "TestWhitelist/testers";

/** Nobody's openids and names; each is found again wherever it stands. */
export const openids = {
  lin: "oCanaryLinXiuyingTester00001",
  zhou: "oCanaryZhouWeiminTester00002",
  he: "oCanaryHeShufenTester0000003",
} as const;
export const names = { ma: "canaryma", gao: "canary_gao_1988", short: "cnry" } as const;
export const everybody: readonly string[] = [...Object.values(openids), ...Object.values(names)];

/** The document of the list, with what stands below `spec`. */
export function testers(spec: string, more = ""): string {
  return `kind: TestWhitelist\nname: testers\naccount: coffee\n${more}spec:\n${spec}`;
}

/** The two lists in YAML. */
export function lists(openid: readonly string[], username: readonly string[]): string {
  return `  openid: [${openid.join(", ")}]\n  username: [${username.join(", ")}]\n`;
}

export const unverified = "allow: [{ what: unverified, because: 第一次设置 }]\n";

export function worldOf(document: string, options: WorldOptions = {}): Promise<World> {
  return newWorld({ ...options, files: { [file]: document, ...options.files } });
}

/** A world whose list was set once, to these people. */
export async function setWorld(spec: string, options: WorldOptions = {}): Promise<World> {
  const world = await worldOf(testers(spec), options);
  const run = await world.cli("apply --yes --allow unverified");
  if (run.code !== 0) throw new Error(run.all);
  world.forget();
  return world;
}

/** The bodies in which lists went out. */
export function sent(world: World): unknown[] {
  return world.bodies(call);
}

/** How many people the platform has on the list. */
export function listed(world: World): number {
  const { testers: kept } = world.sandbox.state(coffee.appid);
  return (kept?.openid.length ?? 0) + (kept?.username.length ?? 0);
}

/** People in a text, or in the file names and texts below the project. */
export function leaks(text: string): string[] {
  return everybody
    .flatMap((one) => [one, encodeURIComponent(one), Buffer.from(one, "utf8").toString("base64").replace(/=+$/, "")])
    .filter((one) => text.includes(one));
}

export function codesOf(run: Run): string[] {
  return (JSON.parse(run.stdout) as { problems: { code: string }[] }).problems.map(({ code }) => code);
}
