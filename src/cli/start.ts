import { version } from "../generated/version.ts";
import { outputTo } from "./streams.ts";

/** The file that runs a command: `main.ts`. */
interface Main {
  main(argv: readonly string[]): Promise<number>;
}

/** Begins this process: answers `--version` by itself, and leaves everything else to what `load` gives. */
export function start(load: () => Promise<Main>): void {
  const [, , first, ...rest] = process.argv;
  // Asked for by scripts and by every bug report: answered before anything else is loaded.
  if (rest.length === 0 && (first === "--version" || first === "-V")) sayVersion();
  else run(load);
}

function run(load: () => Promise<Main>): void {
  load()
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      () => {
        // Before the net for secrets is set up nobody knows what an error shows.
        process.stderr.write("wxcards could not start: its files cannot be loaded, or the working directory is gone\n");
        process.exitCode = 1;
      },
    );
}

function sayVersion(): void {
  const output = outputTo(1);
  output.write(`${version}\n`);
  process.on("exit", () => {
    if (output.trouble() !== undefined) process.exitCode = 1;
  });
}
