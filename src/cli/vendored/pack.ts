import { gzipSync } from "fflate";
import { packTar } from "modern-tar";
import { byText } from "../../model/json.ts";
import { type OwnPackage, type PackageFile, programOf } from "./own-package.ts";

/** What npm dates the files of a package with. Source: pacote, lib/util/tar-create-options.js. */
const mtime = new Date("1985-10-26T08:15:00.000Z");

/**
 * A package as npm takes it: a gzipped tar archive, its files below `package/`, without anything of the machine that
 * made it: no owner, no time, files in the order of their names, and the right to be run only on the program.
 *
 * The same package gives the same bytes anywhere, so that a second run finds what the first has written. That is why it
 * is compressed by code of ours and not by Node's zlib, of which there are several with answers of their own: the one
 * that Node brings hashes as the processor can. Source: Chromium's zlib, contrib/optimizations/insert_string.h, "the
 * generated compressed output … will differ from vanilla zlib output". It costs half a second and three per cent.
 */
export async function packed({ manifest, files }: OwnPackage): Promise<Uint8Array> {
  const program = programOf(manifest);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const all: readonly PackageFile[] = [...files, { path: "package.json", bytes: Buffer.from(text, "utf8") }];
  const entries = all
    .toSorted((one, other) => byText(one.path, other.path))
    .map(({ path, bytes }) => ({
      header: { name: `package/${path}`, size: bytes.length, mode: path === program ? 0o755 : 0o644, mtime },
      body: bytes,
    }));
  // How much is remembered is said, since it would follow from the size by a logarithm.
  return gzipSync(await packTar(entries), { level: 9, mem: 8, mtime: 0 });
}
