import { version } from "../generated/version.ts";

// Asked for by scripts and by every bug report: answered before anything else is loaded.
const [, , first, ...rest] = process.argv;
if (rest.length === 0 && (first === "--version" || first === "-V")) {
  process.stdout.write(`${version}\n`);
} else {
  import("./main.ts").then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(2));
  });
}
