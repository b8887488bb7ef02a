import { version } from "../generated/version.ts";

// Asked for by scripts and by every bug report: answered before anything else is loaded.
const [, , first, ...rest] = process.argv;
if (rest.length === 0 && (first === "--version" || first === "-V")) {
  process.stdout.on("error", () => {
    process.exitCode = 1;
  });
  process.stdout.write(`${version}\n`);
} else {
  import("./main.ts")
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
