import { createHash } from 'node:crypto';

import { textFile } from '../../nodes/shared/files/textFile';

test('text goes as a file, as often as it is opened', async () => {
	const file = textFile('story.txt', '\ufeffGrüße');
	const bytes = Buffer.from('Grüße');
	expect(file).toMatchObject({
		fileName: 'story.txt',
		mimeType: 'text/plain',
		size: 7,
		digest: createHash('sha256').update(bytes).digest('hex'),
	});
	for (const _time of ['first', 'second']) {
		const parts = [];
		for await (const part of await file.open()) parts.push(part);
		expect(Buffer.concat(parts)).toEqual(bytes);
	}
});
