import { chmodSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { unpackTar } from "modern-tar";
import { expect, test } from "vitest";
import { bring, newFolder, newTool, ownManifest, put } from "./support.ts";

const archive = "vendor/wxcards-1.2.3.tgz";

async function packedFrom(codeFolder: string): Promise<Buffer> {
  const folder = newFolder();
  expect(await bring(folder, { codeFolder })).toMatchObject({ problems: [] });
  return readFileSync(join(folder, archive));
}

/** Unpacks an archive as npm does: what is below `package/`. */
async function unpacked(bytes: Buffer): Promise<string> {
  const entries = await unpackTar(gunzipSync(bytes));
  const files = entries.map(({ header, data }) => [header.name.replace(/^package\//, ""), data ?? Buffer.of()]);
  return newFolder(Object.fromEntries(files));
}

test("the archive holds what the command needs, as npm takes it, and nothing of this machine", async () => {
  const bytes = await packedFrom(newTool());
  const entries = await unpackTar(gunzipSync(bytes));
  const shown = entries.map(({ header: { name, mode, type } }) => [name, type, mode?.toString(8)]);
  expect(shown).toEqual([
    ["package/LICENSE", "file", "644"],
    ["package/dist/THIRD-PARTY-NOTICES.txt", "file", "644"],
    ["package/dist/main.cjs", "file", "644"],
    ["package/dist/wxcards.cjs", "file", "755"],
    ["package/package.json", "file", "644"],
  ]);
  const { uid, gid, uname, gname, mtime } = entries[0]?.header ?? {};
  expect([uid, gid, uname || "", gname || "", mtime?.toISOString()]).toEqual([
    0,
    0,
    "",
    "",
    "1985-10-26T08:15:00.000Z",
  ]);
  // No name, no time and no system in the head of the archive. Source: RFC 1952, 2.3.
  expect([...bytes.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  const manifest = JSON.parse(Buffer.from(entries.at(-1)?.data ?? []).toString("utf8"));
  expect(manifest).toEqual({
    ...{ name: "wxcards", version: "1.2.3", license: "Apache-2.0", type: "module" },
    ...{ engines: ownManifest.engines, bin: ownManifest.bin, files: ["dist", "LICENSE"] },
  });
});

test("the same package gives the same bytes: from its repository, published, installed, and from what was vendored", async () => {
  const first = await packedFrom(newTool());
  const { private: _private, workspaces: _workspaces, scripts: _scripts, ...rest } = ownManifest;
  const { devDependencies: _packages, overrides: _overrides, ...published } = rest;
  const ofCnpm = newTool({ _from: "wxcards@1.2.3", _resolved: "https://registry.example/wxcards-1.2.3.tgz" });
  const touched = newTool();
  utimesSync(join(touched, "main.cjs"), 1, 1);
  chmodSync(join(touched, "main.cjs"), 0o755);
  chmodSync(join(touched, "wxcards.cjs"), 0o600);
  const vendored = join(await unpacked(first), "dist");
  const slim = newTool();
  put(join(slim, ".."), { "package.json": JSON.stringify(published, null, 4) });
  for (const codeFolder of [newTool(), slim, ofCnpm, touched, vendored])
    expect((await packedFrom(codeFolder)).equals(first)).toBe(true);
  const other = newTool();
  put(other, { "main.cjs": "main!\n" });
  expect((await packedFrom(other)).equals(first)).toBe(false);
});
