import type { IBinaryData } from 'n8n-workflow';

import { joinOutputs } from '../../nodes/shared/kinds/joinOutputs';

const [film, sound] = ['film', 'sound'].map((data): IBinaryData => ({ data, mimeType: 'a/b' }));

test('two become one item with the files of both, where the first counts', () => {
	const main = { json: { text: 'A', missing: ['audio'] }, binary: { data: film } };
	const more = { json: { text: 'B', count: 2, missing: ['txt'] }, binary: { data: sound } };
	expect(joinOutputs(main, more)).toStrictEqual({
		json: { text: 'A', count: 2, missing: ['audio', 'txt'] },
		binary: { data: film, data_2: sound },
	});
});

test('an item without files and without gaps says nothing of them', () => {
	expect(joinOutputs({ json: { text: 'A' } }, { json: {} })).toStrictEqual({ json: { text: 'A' } });
});
