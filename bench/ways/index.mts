import type { INodeExecutionData } from 'n8n-workflow';

import { bareTasks } from './bare.mts';
import { hasN8nNodes, httpRequestNodes, httpRequestTypes } from './httpRequest.mts';
import { REQUEST_HELPER, requestHelperTypes } from './requestHelper.mts';
import { nodeOf, setUp, speaks, texts } from '../rig.mts';

/** So much faster do the nodes wait for tasks that are done at once. */
const SPEED = 100;
const RESULT_BYTES = 20_000;

/** Several ways of speaking many texts, all against one sandbox. */
export async function openWays() {
	const types = { ...requestHelperTypes, ...(hasN8nNodes ? httpRequestTypes() : {}) };
	const rig = await setUp({ speed: SPEED, types });
	const { apiUrl } = rig;

	async function speak(way: string, key: string, items: INodeExecutionData[], atOnce: number) {
		switch (way) {
			case 'undici':
				await bareTasks(
					apiUrl,
					key,
					items.map(({ json }) => String(json.text)),
					atOnce,
				);
				return [];
			case 'helper':
				return await rig.runNodes(key, [nodeOf(REQUEST_HELPER, { url: apiUrl, atOnce })], items);
			case 'httpRequest':
				return await rig.runNodes(key, httpRequestNodes(apiUrl), items);
			default:
				return await rig.runNode(key, 'cambTextToSpeech', speaks(atOnce), items);
		}
	}

	return {
		/** Speaks so many texts. Gives the items that come out. */
		async run(way: string, count: number, atOnce: number) {
			const { key, remove } = await rig.newAccount({ resultBytes: RESULT_BYTES });
			const items = await speak(way, key, texts(count), atOnce);
			await remove();
			return items;
		},
		forgetFiles: rig.forgetFiles,
		tearDown: rig.tearDown,
	};
}
