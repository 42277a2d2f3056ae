// Runs expect.py on CPython 3.14 under node: `npm install pyodide@314.0.7` anywhere, then
// `NODE_PATH=…/node_modules node --stack-size=60000 tests/oracle/expect.mjs [--check] [PART-OF-A-NAME…]`
// behind `ulimit -s 1000000`: deep recursion of programs is deep recursion of node.
import fs from "node:fs";
import { createRequire } from "node:module";

const { loadPyodide } = createRequire(import.meta.url)("pyodide");
const python = await loadPyodide({});
python.FS.mkdirTree("/host");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.cwd() }, "/host");
python.globals.set("ARGS", python.toPy(process.argv.slice(2)));
const script = fs.readFileSync(new URL("expect.py", import.meta.url), "utf8");
python.runPython("import os; os.chdir('/host'); __name__ = 'expect'");
python.runPython(script);
process.exit(python.runPython("main(list(ARGS))"));
