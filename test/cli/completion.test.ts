import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../src/report/formats/registry.ts";
import { card, goldCard, silverId } from "../helpers/documents.ts";
import { processEnv } from "../helpers/process-env.ts";
import { newWorld, type World } from "../helpers/world.ts";

const repository = join(import.meta.dirname, "../..");
const files = {
  "cards/gold.yaml": goldCard,
  "cards/silver.yaml": card("银卡", silverId, "base_info: { notice: 1 }", "bakery"),
};

/** The words that are offered, without what they mean. */
async function offered(world: World, ...words: string[]): Promise<string[]> {
  const run = await world.cli(["__complete", "--", ...words]);
  expect([run.code, run.stderr]).toEqual([0, ""]);
  return run.stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")[0] ?? ""]));
}

describe("what may stand at the cursor", () => {
  test.each([
    [[""], ["validate", "plan", "apply", "sandbox", "explain", "completion", "help"]],
    [["pl"], ["plan"]],
    [["help", "app"], ["apply"]],
    [["--v"], ["--version"]],
    [["plan", "--form"], ["--format"]],
    [["plan", "--format", ""], [...formats]],
    [["plan", "--format=j"], ["--format=json"]],
    [
      ["plan", "--report", ""],
      ["text=", "json=", "markdown=", "html=", "github", "gitlab=", "wecom=", "feishu=", "dingtalk="],
    ],
    [["plan", "--report", "json=out"], [":files"]],
    [["plan", "--report=j"], ["--report=json="]],
    [
      ["plan", "--report", "gi"],
      ["github", "gitlab="],
    ],
    [
      ["apply", "--report", "j"],
      ["json=", "journal="],
    ],
    [["plan", "--project", "w"], [":files"]],
    [
      ["plan", "--account", ""],
      ["coffee", "bakery", "sandbox"],
    ],
    [["plan", "--account=b"], ["--account=bakery"]],
    [["plan", "--verbose", "--verb"], []],
    [["plan", "--account", "coffee", "--acc"], ["--account"]],
    [
      ["plan", "--target", ""],
      ["bakery/MemberCard/银卡", "coffee/MemberCard/gold"],
    ],
    [
      ["plan", "--target", "Mem"],
      ["MemberCard/银卡", "MemberCard/gold"],
    ],
    [["plan", "--target=coffee/"], ["--target=coffee/MemberCard/gold"]],
    [["validate", "ca"], [":files"]],
    [
      ["explain", ""],
      [
        "BrandCard",
        "BrandCard.",
        "MemberCard",
        "MemberCard.",
        "PayGiftRule",
        "PayGiftRule.",
        "TestWhitelist",
        "TestWhitelist.",
      ],
    ],
    [["explain", "MemberCard.base_info.tit"], ["MemberCard.base_info.title"]],
    [
      ["explain", "MemberCard.base_info.sku"],
      ["MemberCard.base_info.sku", "MemberCard.base_info.sku.total_quantity"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["nothing", ""], []],
    [["plan", "--concurrency", ""], []],
    [[], ["validate", "plan", "apply", "sandbox", "explain", "completion", "help"]],
  ] as const)("%j", async (words, wanted) => {
    const world = await newWorld({ files });
    expect(await offered(world, ...words)).toEqual(expect.arrayContaining([...wanted]));
    if (words.length > 1) expect(await offered(world, ...words)).toEqual(wanted);
    expect(world.paths()).toEqual([]);
  });

  test("every flag of the help, and each with what it means", async () => {
    const world = await newWorld({ files });
    for (const command of ["validate", "plan", "apply", "sandbox", "explain"]) {
      const help = (await world.cli([command, "--help"])).stdout;
      const flags = await offered(world, command, "--");
      expect(flags).toEqual([...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag));
    }
    const { stdout } = await world.cli(["__complete", "--", "plan", "--detailed"]);
    expect(stdout).toBe("--detailed-exitcode\texit 2 when apply would change something\n");
  });

  test("hidden from help and from suggestions", async () => {
    const world = await newWorld();
    expect((await world.cli("--help")).stdout).not.toContain("__complete");
    expect((await world.cli("__complet")).stderr).not.toContain("Did you mean __complete");
  });
});

describe("exit 0 and silence", () => {
  test.each([
    ["plan", "--account", ""],
    ["plan", "--target", ""],
    ["plan", "--target", "c"],
  ])("no project: %j", async (...words) => {
    const world = await newWorld();
    world.remove("wxcards.yaml");
    expect(await offered(world, ...words)).toEqual([]);
  });

  test("a project that is broken", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": "accounts: [\n" } });
    expect(await offered(world, "plan", "--account", "")).toEqual([]);
  });

  test("files that throw", async () => {
    const world = await newWorld({ files });
    world.files = {
      ...world.files,
      kindInside: () => {
        throw new Error("no");
      },
    };
    expect(await offered(world, "plan", "--account", "")).toEqual([]);
  });
});

test("a document cannot put a command on somebody's command line", async () => {
  const world = await newWorld({
    files: { "cards/x.yaml": 'kind: MemberCard\nname: "$(touch x);`y`"\nspec: {}\n', ...files },
  });
  expect((await offered(world, "plan", "--target", "")).filter((word) => /[$;`]/.test(word))).toEqual([]);
});

test("a project elsewhere by --project", async () => {
  const world = await newWorld({
    files: { "sub/wxcards.yaml": "accounts:\n  tea: { platform: weixin, appid: wx0000000000000001 }\n" },
  });
  expect(await offered(world, "plan", "--project", "sub/wxcards.yaml", "--account", "")).toEqual(["tea", "sandbox"]);
  expect(await offered(world, "plan", "--project=sub/wxcards.yaml", "--account=")).toEqual([
    "--account=tea",
    "--account=sandbox",
  ]);
});

describe("scripts", () => {
  const installed = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;
  /** The command under its name, from the sources. */
  const program = (world: World) => {
    const loader = join(repository, "node_modules/tsx/dist/loader.mjs");
    const path = join(world.root, "wxcards");
    writeFileSync(
      path,
      `#!/bin/sh\nexec "${process.execPath}" --import "${loader}" "${repository}/src/cli/entry.ts" "$@"\n`,
    );
    chmodSync(path, 0o755);
  };

  test.each(["bash", "zsh", "fish"])("of %s is printed, and its shell takes it", async (shell) => {
    const world = await newWorld();
    const run = await world.cli(["completion", shell]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("wxcards __complete -- ");
    if (!installed(shell)) return;
    world.write({ script: run.stdout });
    const only = shell === "fish" ? "--no-execute" : "-n";
    expect(spawnSync(shell, [only, join(world.root, "script")]).status).toBe(0);
  });

  test("of fish completes, where fish is installed", async () => {
    if (!installed("fish")) return;
    const world = await newWorld({ files });
    program(world);
    world.write({ "script.fish": (await world.cli("completion fish")).stdout });
    const lines = ["wxcards pla", "wxcards plan --form", "wxcards plan --format=j", "wxcards plan --target coffee/"];
    const asked = lines.map((line) => `complete -C '${line}'`).join("; ");
    const shell = spawnSync("fish", ["--no-config", "-c", `source ./script.fish; ${asked}`], {
      cwd: world.root,
      env: processEnv({ PATH: `${world.root}:${process.env["PATH"]}`, HOME: world.root }),
      encoding: "utf8",
    });
    const words = shell.stdout.split("\n").map((line) => line.split("\t")[0]);
    expect(words.filter((word) => word !== "")).toEqual([
      "plan",
      "--format",
      "--format=json",
      "coffee/MemberCard/gold",
    ]);
  });

  test.each(["completion", "completion powershell"])("wrong usage: %s", async (line) => {
    const run = await (await newWorld()).cli(line);
    expect([run.code, run.stdout]).toEqual([64, ""]);
  });

  test("of bash completes", async () => {
    const world = await newWorld({ files });
    program(world);
    world.write({ "script.bash": (await world.cli("completion bash")).stdout });
    // What bash sets for a word at the cursor: the line broken at blanks and at `=`, and the part after the last break.
    const complete = (words: readonly string[], current: string) =>
      `COMP_WORDS=(wxcards ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _wxcards wxcards '${current}' x; echo "[\${COMPREPLY[*]}]"`;
    const script = [
      "source ./script.bash",
      complete(["pl"], "pl"),
      complete(["plan", "--format", "=", "js"], "js"),
      complete(["plan", "--format", "="], ""),
      complete(["plan", "--report", "json", "=", "card"], "card"),
      complete(["plan", "--target=coffee/"], "--target=coffee/"),
      complete(["plan", "--account", ""], ""),
    ].join("\n");
    const env = { PATH: `${world.root}:${process.env["PATH"]}` };
    const out = execFileSync("bash", ["--norc", "-c", script], { cwd: world.root, env, encoding: "utf8" });
    expect(out.trim().split("\n")).toEqual([
      "[plan]",
      "[json]",
      "[text json markdown]",
      "[cards]",
      "[--target=coffee/MemberCard/gold]",
      "[coffee bakery sandbox]",
    ]);
  }, 60_000);
});
