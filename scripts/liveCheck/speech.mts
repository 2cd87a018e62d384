import { linkIn } from '../../nodes/shared/camb/results';
import { readStatus } from '../../nodes/shared/camb/status';
import { taskIdIn } from '../../nodes/shared/camb/taskId';
import { isMedia } from '../../nodes/shared/files/fileType';
import type { Answer, Api } from './api.mts';
import { compareReply } from './compareReply.mts';
import type { Difference, Findings } from './findings.mts';
import { linkLife } from './linkLife.mts';
import { shapeOf } from './shape.mts';

/** All that is paid for. Its 10 characters are the most credits that the check may spend. */
const TEXT = 'Good night';
export const MOST_CREDITS = TEXT.length;

/** American English. */
const LANGUAGE = 1;

/** How often a task is asked for, and how long at most, in ms. */
export interface Polling {
	everyMs: number;
	longestMs: number;
}
const POLLING: Polling = { everyMs: 3_000, longestMs: 300_000 };

const STATUS_FORM = 'Is a status an object or a bare word?';

/**
 * Has one short text spoken, and compares every answer on the way.
 *
 * @param say is told the task ID as soon as it is known
 */
export async function checkSpeech(
	api: Api,
	voiceId: number,
	findings: Findings,
	say: (line: string) => void,
	polling = POLLING,
): Promise<void> {
	const { differences, answers } = findings;
	const created = await api.post('/tts', { text: TEXT, voice_id: voiceId, language: LANGUAGE });
	const taskId = taskIdIn(created.json);
	differences.push(...compareReply('createTts', created, Boolean(taskId) && created.status < 300));
	if (!taskId) {
		// What is refused is not charged; any other answer leaves it open.
		if (created.status < 400 || created.status >= 500) {
			say('CAMB.AI did not confirm the speech, but may have accepted it.');
		}
		return;
	}
	say(`Task ${taskId} accepted: a speech of ${TEXT.length} characters`);

	const statuses: Answer[] = [];
	const runId = await waitForRun(api, taskId, statuses, polling);
	differences.push(...distinct(statuses.flatMap(compareStatus)));
	const forms = statuses.map(({ json }) =>
		typeof json === 'string' ? 'a bare word' : 'an object',
	);
	answers.set(STATUS_FORM, [...new Set(forms)].join(', then '));
	if (runId === undefined) {
		const contract = 'a status that ends with SUCCESS and a run ID';
		const api = `none for task ${taskId} after ${statuses.length} checks`;
		differences.push({ call: 'GET /tts/{task_id}', contract, api, effect: 'breaks' });
		return;
	}
	await checkResult(api, runId, findings);
	await checkLink(api, runId, findings);
}

/** Keeps every answer in `statuses`. Undefined when no run comes of it. */
async function waitForRun(api: Api, taskId: string, statuses: Answer[], polling: Polling) {
	const deadline = performance.now() + polling.longestMs;
	for (;;) {
		const answer = await api.get(`/tts/${encodeURIComponent(taskId)}`);
		statuses.push(answer);
		const reading = readStatus(answer.json);
		if (reading.is === 'finished' && reading.runId !== null) return reading.runId;
		if (reading.is === 'failed' || performance.now() > deadline) return undefined;
		await new Promise((resolve) => setTimeout(resolve, polling.everyMs));
	}
}

function compareStatus(answer: Answer): Difference[] {
	// A check without an answer is made again.
	const isTaken = answer.status === 0 || readStatus(answer.json).is !== 'unreadable';
	return compareReply('getTtsStatus', answer, isTaken);
}

/** The file itself: the nodes go by its bytes, not by its Content-Type. */
async function checkResult(api: Api, runId: number, { differences, answers }: Findings) {
	const audio = await api.get(`/tts-result/${runId}`);
	const isTaken = audio.status === 200 && isMedia('audio', audio.bytes);
	differences.push(...compareReply('getTtsResult', audio, isTaken));
	answers.set('Content-Type of /tts-result', audio.contentType || 'none');
}

/** The link to the file, which must lead there without the key. */
async function checkLink(api: Api, runId: number, { differences, answers }: Findings) {
	const answer = await api.get(`/tts-result/${runId}?output_type=file_url`);
	const link = answer.status === 200 ? linkIn(answer.json) : undefined;
	differences.push(...compareReply('getTtsResult', answer, link !== undefined));
	if (link === undefined) return;
	answers.set('Life of a signed link', linkLife(link, Date.now()));
	const file = await api.getMedia(link);
	if (file.status === 200 && isMedia('audio', file.bytes)) return;
	const arrived = `${file.status}, ${shapeOf(file)}`;
	differences.push({
		call: 'the link to a result',
		contract: 'audio',
		api: arrived,
		effect: 'breaks',
	});
}

function distinct(differences: Difference[]): Difference[] {
	return [...new Map(differences.map((each) => [JSON.stringify(each), each])).values()];
}
