/** Prints what jest counted in all its runs, as the last line: "12 passed, 0 failed". */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, code, step] = process.argv.slice(2);
const files = existsSync(folder) ? readdirSync(folder) : [];
const results = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
const sum = (name) => results.reduce((total, result) => total + (result[name] ?? 0), 0);

const passed = sum('numPassedTests');
// A test file that could not even start counts as one.
let failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');
if (code !== '0') {
	console.log(`\nEnded badly: ${step}`);
	failed ||= 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
