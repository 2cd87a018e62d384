import { readFileSync } from 'node:fs';

import { contract, parametersOf } from './contract.mts';
import { fieldsOf } from './fields.mts';
import { PARAMETERS } from './parameters.mts';
import { parametersPage } from './page.mts';

/** The paths of the kinds that the nodes make and fetch. */
const OURS = new RegExp(
	`^/(${[
		'tts(-stream|-result|-results)?',
		'translated-tts',
		'dub(-result|-alt-format)?',
		'dubbing-results',
		'files',
		'transcript',
		'transcribe',
		'transcription-results?',
		'sub(-result|-results)?',
		'translat(e|ion)(-results?|/stream)?',
		'(translated-)?story(-setup|-result)?',
		'stories-results',
		'text-to-sound(-result|-results)?',
		'audio-separation(-result|-results)?',
		'text-to-voice(-result)?',
		'create-custom-voice',
		'delete-voice',
		'dictionaries/.+',
		'folders',
		'project-setup(-results?)?',
	].join('|')})(/|$)`,
);

test.each(Object.keys(PARAMETERS))(
	'every parameter of %s has a field, or a reason to be left out',
	(operation) => {
		expect(Object.keys(PARAMETERS[operation]).sort()).toEqual(parametersOf(operation).sort());
	},
);

test.each(Object.entries(PARAMETERS))('the fields that %s is filled from exist', (_, rows) => {
	for (const row of Object.values(rows)) {
		if (!('field' in row)) continue;
		for (const node of row.of) {
			expect(fieldsOf(node).map(({ path }) => path)).toContain(row.field);
		}
	}
});

test('every call that makes or fetches one of our kinds is in the table', () => {
	const calls = Object.entries(contract.paths)
		.filter(([path]) => OURS.test(path))
		.flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId))
		.filter((operationId) => !operationId.endsWith('Status'));
	expect(Object.keys(PARAMETERS).sort()).toEqual([...new Set(calls)].sort());
});

test('docs/parameters.md is made of this table: npx tsx test/contract/writePage.mts', () => {
	const page = readFileSync(new URL('../../docs/parameters.md', import.meta.url), 'utf8');
	expect(page).toBe(parametersPage());
});
