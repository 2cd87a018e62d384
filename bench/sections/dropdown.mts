import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { request } from 'undici';

import { loadOptionsContext } from '../../engine/run.mts';
import type { Section } from '../report.mts';
import { spread } from '../report.mts';
import type { Rig } from '../rig.mts';
import { nodeOf, setUp } from '../rig.mts';

const VOICES = 800;
const TYPE = 'n8n-nodes-camb.cambTextToSpeech';

const voices = Array.from({ length: VOICES }, (_, number) => ({
	id: 150_000 + number,
	voice_name: `Voice ${number}`,
	gender: 1 + (number % 2),
	age: 30,
	language: 1 + (number % 140),
	description: 'Warm and unhurried, for stories and documentaries',
	is_published: true,
	signed_url: `https://example.com/voices/${number}.wav?signature=${'0123456789abcdef'.repeat(16)}`,
}));

async function newKey(rig: Rig): Promise<string> {
	const { key, addFaults } = await rig.newAccount();
	const fault = { type: 'status' as const, status: 200, body: voices };
	await addFaults({ step: 'list', times: 'forever', fault });
	return key;
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}

async function bare(rig: Rig, key: string) {
	const { body } = await request(`${rig.apiUrl}/list-voices`, { headers: { 'x-api-key': key } });
	const { length } = (await body.json()) as unknown[];
	if (length !== VOICES) throw new Error(`${length} voices came`);
}

/** What the field for the voice does as it is opened, or as somebody types into it. */
async function search(rig: Rig, key: string, filter?: string) {
	const credentials = { cambAiApi: { apiKey: key, baseUrl: rig.apiUrl } };
	const context = loadOptionsContext(rig.engine, rig.loaded, nodeOf(TYPE, {}), credentials);
	const { searchVoices } = rig.loaded.nodes[TYPE].methods?.listSearch as Record<
		string,
		(this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>
	>;
	const { length } = (await searchVoices.call(context, filter)).results;
	if (length === 0) throw new Error('Nothing was found');
}

export async function run(quick: boolean): Promise<Section> {
	const times = quick ? 5 : 25;
	const rig = await setUp();
	const ms = {
		bare: [] as number[],
		first: [] as number[],
		again: [] as number[],
		typed: [] as number[],
	};
	for (let time = 0; time <= times; time++) {
		const key = await newKey(rig);
		ms.bare.push(await msOf(() => bare(rig, key)));
		ms.first.push(await msOf(() => search(rig, key)));
		ms.again.push(await msOf(() => search(rig, key)));
		ms.typed.push(await msOf(() => search(rig, key, 'voice 77')));
	}
	await rig.tearDown();
	// The first ones load code that every later one uses.
	const row = (name: string, measured: number[]) => [name, spread(measured.slice(1), 1)];
	return {
		title: 'Choosing among 800 voices',
		parts: [
			{
				text: `How long the field for the voice takes, in ms; ${times} times.`,
				table: {
					head: ['', 'ms'],
					rows: [
						row('undici: request and JSON', ms.bare),
						row('opened for the first time', ms.first),
						row('opened again within a minute', ms.again),
						row('typed into', ms.typed),
					],
				},
			},
		],
	};
}
