/** Prints what jest counted, as the last line: "12 passed, 0 failed". */
import { existsSync, readFileSync } from 'node:fs';

const [file, code, step] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const passed = results.numPassedTests ?? 0;
// A test file that could not even start counts as one.
let failed = (results.numFailedTests ?? 0) + (results.numRuntimeErrorTestSuites ?? 0);
if (code !== '0') {
	console.log(`\nEnded badly: ${step}`);
	failed ||= 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
