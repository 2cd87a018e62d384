/**
 * `npm run live-check`: compares CAMB.AI with the contract, for whoever has a key. Asks before it
 * sends anything. The differences go to the standard output in Markdown, all else to the other.
 * Ends with 0 if there are none, 1 if the nodes take them all, 2 if a node breaks by one, and 3 if
 * nothing was checked.
 */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import { check } from './liveCheck/check.mts';
import { NOT_CHECKED } from './liveCheck/findings.mts';
import { MOST_CREDITS } from './liveCheck/speech.mts';

const DEFAULT_BASE_URL = 'https://client.camb.ai/apis';

const say = (line: string) => console.error(line);

async function isWanted(yes: boolean): Promise<boolean> {
	if (yes) return true;
	if (!process.stdin.isTTY) {
		say('Nothing was sent. Without a terminal to ask in, it needs: npm run live-check -- --yes');
		return false;
	}
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	const answer = await terminal.question('Go on? (y/N) ');
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } });
	const { CAMB_API_KEY: apiKey = '', CAMB_BASE_URL: baseUrl = DEFAULT_BASE_URL } = process.env;
	if (!apiKey.trim()) {
		say('It needs your API key: CAMB_API_KEY=… npm run live-check');
		return NOT_CHECKED;
	}
	if (!URL.canParse(baseUrl)) {
		say('CAMB_BASE_URL is no address');
		return NOT_CHECKED;
	}
	say(`This compares ${new URL(baseUrl).host} with the contract that the nodes are built on.`);
	say(
		`It reads lists, which is free, and has one text of ${MOST_CREDITS} characters spoken: the only thing that costs credits, ${MOST_CREDITS} at most if a character costs one. It makes nothing else. The key goes to that host alone.`,
	);
	if (!(await isWanted(values.yes))) return NOT_CHECKED;
	const { report, exitCode } = await check({ apiKey, baseUrl }, say);
	console.log(report);
	return exitCode;
}

process.exitCode = await main();
