import { expect, test } from "vitest";
import { coffee, newWorld } from "../helpers/world.ts";
test("try", async () => {
  const world = await newWorld({ files: { "cards/testers.yaml": `kind: TestWhitelist
name: testers
account: coffee
spec:
  openid: [oAAAAAAAAAAAAAAAAAAAAAAAAAA1, oAAAAAAAAAAAAAAAAAAAAAAAAAA2]
  username: [xiaowang]
` } });
  for (const line of ["validate", "plan", "plan --format json", "apply --yes", "status","plan --offline", "import coffee/TestWhitelist/x=oBBB", "import --all", "plan --unmanaged"]) {
    const run = await world.cli(line);
    console.log(line, run.code, run.all);
  }
});
