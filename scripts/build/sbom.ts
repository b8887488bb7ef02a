import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ComponentType, HashAlgorithm } from "@cyclonedx/cyclonedx-library/Enums";
import {
  Bom,
  Component,
  HashDictionary,
  LicenseRepository,
  Metadata,
  SpdxLicense,
} from "@cyclonedx/cyclonedx-library/Models";
import { JSON as Json, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { isSupportedSpdxId } from "@cyclonedx/cyclonedx-library/SPDX";
import { Spec1dot6 } from "@cyclonedx/cyclonedx-library/Spec";
import type { BundledPackages } from "./packages.ts";
import { root } from "./root.ts";

/**
 * The bill of materials of the bundle, CycloneDX 1.6 in JSON: each package that is in it, with its version, licence, and the digest of the package as it
 * was downloaded, and which package imports which.
 *
 * The same bundle gives the same bytes: no time is told, and the serial number follows from the content.
 */
export function sbom({ packages, direct }: BundledPackages): string {
  const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Named;
  const tool = component(ComponentType.Application, { name, version, license });
  const parts = new Map(
    packages.map((each) => {
      const hashes = new HashDictionary([[HashAlgorithm["SHA-512"], hexOf(each.integrity)]]);
      return [each.folder, component(ComponentType.Library, each, hashes)];
    }),
  );
  const depends = (on: Component, folders: readonly string[]) => {
    for (const folder of folders) on.dependencies.add(parts.get(folder)!.bomRef);
  };
  depends(tool, direct);
  for (const { folder, imports } of packages) depends(parts.get(folder)!, imports);

  const bom = new Bom({ metadata: new Metadata({ component: tool }) });
  for (const part of parts.values()) bom.components.add(part);
  bom.serialNumber = serialNumber(serialized(bom));
  return `${serialized(bom)}\n`;
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder?: string;
}

function component(type: ComponentType, { name, version, license }: Named, hashes?: HashDictionary): Component {
  const [last = name, group] = name.split("/").reverse();
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  // Every package here has one licence; should another come with an expression, the build stops and somebody reads it.
  if (!isSupportedSpdxId(license)) throw new Error(`${name}: ${license} is not the name of a licence in SPDX`);
  const licenses = new LicenseRepository([new SpdxLicense(license)]);
  return new Component(type, last, {
    bomRef: purl,
    purl,
    version,
    licenses,
    ...(group === undefined ? {} : { group }),
    ...(hashes === undefined ? {} : { hashes }),
  });
}

function serialized(bom: Bom): string {
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

/** A UUID of version 8 (RFC 9562: its bits are ours to choose) from the first bits of the digest of the content. */
function serialNumber(content: string): string {
  const hex = createHash("sha256").update(content).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join("-")}`;
}

function hexOf(integrity: string): string {
  const [, base64] = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(integrity) ?? [];
  if (base64 === undefined) throw new Error(`not a digest of SHA-512: ${integrity}`);
  return Buffer.from(base64, "base64").toString("hex");
}
