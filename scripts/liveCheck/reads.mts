import type { IDataObject } from 'n8n-workflow';

import { rowsIn } from '../../nodes/shared/camb/rows';
import { voicesIn } from '../../nodes/shared/camb/voices';
import { sourceLanguages, targetLanguages, type Language } from '../../sandbox/languages.mts';
import type { Answer, Api } from './api.mts';
import { isOk } from './api.mts';
import { compareReply } from './compareReply.mts';
import type { Findings } from './findings.mts';

/** What the nodes make of a list, or undefined if they can't read it. */
function rowsOf(answer: Answer): IDataObject[] | undefined {
	return isOk(answer) ? rowsIn(answer.json) : undefined;
}

const hasIds = (rows: IDataObject[], ...names: string[]) =>
	rows.every((row) => names.some((name) => Number.isInteger(Number(row[name] ?? NaN))));

interface List {
	operationId: string;
	path: string;
	/** Whether the nodes can use these rows. */
	isTaken(rows: IDataObject[]): boolean;
	/** The languages that the contract lists. */
	languages?: Language[];
}

const lists: List[] = [
	{
		operationId: 'listSourceLanguages',
		path: '/source-languages',
		isTaken: (rows) => rows.length > 0 && hasIds(rows, 'id'),
		languages: sourceLanguages,
	},
	{
		operationId: 'listTargetLanguages',
		path: '/target-languages',
		isTaken: (rows) => rows.length > 0 && hasIds(rows, 'id'),
		languages: targetLanguages,
	},
	{
		operationId: 'listVoices',
		path: '/list-voices',
		isTaken: (rows) => rows.length > 0 && voicesIn(rows).length === rows.length,
	},
	{
		operationId: 'listFolders',
		path: '/folders?limit=1',
		isTaken: (rows) => hasIds(rows, 'folder_id', 'id'),
	},
	{ operationId: 'listDictionaries', path: '/dictionaries', isTaken: (rows) => hasIds(rows, 'id') },
];

/** The requests that cost nothing and make nothing. Answers with a voice to speak with. */
export async function checkReads(api: Api, findings: Findings): Promise<number | undefined> {
	let voiceId: number | undefined;
	for (const { operationId, path, isTaken, languages } of lists) {
		const answer = await api.get(path);
		const rows = rowsOf(answer);
		findings.differences.push(
			...compareReply(operationId, answer, rows !== undefined && isTaken(rows)),
		);
		if (rows && languages) compareLanguages(path, rows, languages, findings);
		if (rows && operationId === 'listVoices') voiceId = anyVoice(rows);
	}
	await checkWrongKey(api, findings);
	await checkUnknownIds(api, findings);
	return voiceId;
}

/** One that everybody may use, if there is one. */
function anyVoice(rows: IDataObject[]): number | undefined {
	const voices = voicesIn(rows);
	return (voices.find(({ isShared }) => isShared) ?? voices[0])?.voiceId;
}

/** The nodes know languages by the contract's numbers and tags. */
function compareLanguages(
	path: string,
	rows: IDataObject[],
	languages: Language[],
	{ differences }: Findings,
) {
	const inWords = (id: unknown, tag: unknown) => `${String(id)} ${String(tag)}`;
	const listed = rows.map(({ id, short_name: tag }) => inWords(id, tag));
	const known = languages.map(({ id, tag }) => inWords(id, tag));
	const gone = known.filter((language) => !listed.includes(language));
	const added = listed.filter((language) => !known.includes(language));
	if (gone.length + added.length === 0) return;
	differences.push({
		call: `GET ${path}`,
		contract: gone.join(', ') || 'not there',
		api: added.join(', ') || 'not there',
		effect: 'taken',
	});
}

/** The credential's test of the nodes rests on it. */
async function checkWrongKey(api: Api, { differences, answers }: Findings) {
	const answer = await api.get('/source-languages', 'not-a-key');
	const { status } = answer;
	answers.set('Does /source-languages refuse a wrong key?', isOk(answer) ? 'No' : `Yes, ${status}`);
	const call = 'GET /source-languages with a wrong key';
	if (status === 401) {
		const found = compareReply('listSourceLanguages', answer, true, 'refusal');
		differences.push(...found.map((difference) => ({ ...difference, call })));
	} else {
		const effect = status === 403 ? 'taken' : 'breaks';
		differences.push({ call, contract: '401', api: `${status}`, effect });
	}
}

/** What an ID is answered that never was. */
async function checkUnknownIds(api: Api, { differences }: Findings) {
	const unknown = [
		{ operationId: 'getTtsStatus', path: '/tts/00000000-0000-4000-8000-000000000000' },
		{ operationId: 'getTtsResult', path: '/tts-result/0' },
	];
	for (const { operationId, path } of unknown) {
		const answer = await api.get(path);
		differences.push(...compareReply(operationId, answer, true, 'refusal'));
	}
}
