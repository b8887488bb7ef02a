import type { BundledPackage } from "./packages.ts";

/** The licences of everything that is in the bundle, as they ask for, and the licence comments of files that came from elsewhere. */
export function notices(packages: readonly BundledPackage[], legalComments: readonly string[]): string {
  const rule = `\n${"-".repeat(80)}\n\n`;
  const sections = packages.map(
    ({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText}\n`,
  );
  const comments =
    legalComments.length === 0 ? [] : [`Files of these packages say of themselves:\n\n${legalComments.join("\n")}\n`];
  return `wxcards contains the following packages.\n\n${[...sections, ...comments].join(rule)}`;
}
