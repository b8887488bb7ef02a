import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectOf } from "./fixture.ts";
import { compared, inTurns, node, type Program, type Taken } from "./measure.ts";
import { entry, type Judged, line, nothing, root } from "./report.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 31);
const binary = join(root, "dist-binary", process.platform === "win32" ? "wxcards.exe" : "wxcards");

/**
 * Certificates that a machine adds are read at every start of Node: 37 ms of 57 on one, in the floor as well, which hides
 * what a start takes.
 */
const env = { NODE_EXTRA_CA_CERTS: "" };

/** How long a start takes: of the files of dist/, and of the binary where there is one. */
export function starts(): Judged[] {
  const one = projectOf(1);
  const validate = ["validate", "cards/gold-00000.yaml"];
  const ofFiles = (words: readonly string[], cwd = root) => node([entry, ...words], { cwd, env });
  const ofBinary = (words: readonly string[], cwd = root): Program => ({
    ...{ command: binary, args: words, cwd, env, isOtherNode: true },
  });
  const cases = [
    { name: "wxcards --version", program: ofFiles(["--version"]), limit: 1.1 },
    { name: "wxcards validate, project of one", program: ofFiles(validate, one.folder), limit: 2.3 },
    { name: "wxcards validate cards/gold.yaml", program: ofFiles(["validate", "cards/gold.yaml"]), limit: 3 },
    ...(existsSync(binary)
      ? [
          { name: "binary --version", program: ofBinary(["--version"]), limit: 1 },
          { name: "binary validate, project of one", program: ofBinary(validate, one.folder), limit: 2.2 },
        ]
      : []),
  ];
  try {
    const [floor = [], ...own] = inTurns([{ ...nothing, env }, ...cases.map(({ program }) => program)], rounds);
    return cases.map(({ name, limit }, index) => {
      const taken = own[index] as Taken[];
      // Of so short a run the wall shows the scheduler where a machine does other work as well.
      const cpu = compared(taken, floor, "cpuMs");
      return line(name, taken, floor, [{ what: "CPU", measured: cpu.ratio, limit, unit: "× node -e 0" }]);
    });
  } finally {
    one.remove();
  }
}
