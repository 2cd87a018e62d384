import { keyHider } from '../../nodes/shared/http/hideKey';
import { contract } from '../../sandbox/contract.mts';
import { openApi } from './api.mts';
import { compareOpenApi } from './compareOpenApi.mts';
import type { Findings } from './findings.mts';
import { exitCodeOf, newFindings, NOT_CHECKED } from './findings.mts';
import { checkReads } from './reads.mts';
import { answersOfHeaders, reportOf } from './report.mts';
import type { Polling } from './speech.mts';
import { checkSpeech } from './speech.mts';

export interface Credential {
	apiKey: string;
	baseUrl: string;
}

interface Outcome {
	/** Markdown. */
	report: string;
	exitCode: number;
}

/**
 * Asks the API, and compares what it answers with the contract. The key is in nothing that comes
 * out, also when an answer repeats it.
 *
 * @param say is told how far it is
 */
export async function check(
	credential: Credential,
	say: (line: string) => void,
	polling?: Polling,
): Promise<Outcome> {
	const apiKey = credential.apiKey.trim();
	const hideKey = keyHider(apiKey);
	const tell = (line: string) => say(hideKey(line));
	const api = openApi(credential.baseUrl.trim().replace(/\/+$/, ''), apiKey);
	const findings = newFindings();

	const described = await api.get('/openapi.json');
	const first = described.status === 404 ? await api.get('/source-languages') : described;
	if (first.status === 0 || first.status === 401) {
		const why = first.status === 0 ? `no answer came (${first.why})` : 'the key was refused (401)';
		return { report: hideKey(`Nothing was checked: ${why}.`), exitCode: NOT_CHECKED };
	}
	tell(`GET /openapi.json: ${described.status}`);
	compareDescription(described.json, described.status, findings);
	const voiceId = await checkReads(api, findings);
	tell(`${api.answers.length} reads done`);
	if (voiceId === undefined) tell('No speech: the list of voices has none');
	else await checkSpeech(api, voiceId, findings, tell, polling);

	for (const [question, answer] of answersOfHeaders(api.answers)) {
		findings.answers.set(question, answer);
	}
	const report = reportOf(
		findings,
		new URL(api.baseUrl).host,
		new Date().toISOString().slice(0, 10),
	);
	return { report: hideKey(report), exitCode: exitCodeOf(findings) };
}

/** What the API says of itself, if it does. */
function compareDescription(json: unknown, status: number, { answers, differences }: Findings) {
	const isThere = status === 200 && typeof json === 'object' && json !== null && 'paths' in json;
	answers.set('Does GET /openapi.json answer with a key?', isThere ? 'Yes' : `No, ${status}`);
	if (isThere) differences.push(...compareOpenApi(contract, json));
}
