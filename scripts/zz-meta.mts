import { bundle } from "./build/bundle.ts";

const want = process.argv.slice(2);
const { metafiles } = await bundle("/tmp/distmeta-start");
for (const m of metafiles)
  for (const [f, o] of Object.entries(m.outputs)) {
    const n = f.split("/").pop()!;
    if (want.includes(n)) {
      console.log(f, o.bytes);
      for (const [i, x] of Object.entries(o.inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput))
        if (x.bytesInOutput > 100) console.log("   ", x.bytesInOutput, i);
    }
  }
