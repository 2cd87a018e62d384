import type { ResultContext } from '../../nodes/shared/tasks/kind';

import { transcriptAt } from '../../nodes/shared/kinds/transcriptAt';
import { resultContextWith, saying } from '../support/resultContext.mts';

const link = 'https://cdn.example/hello.txt';
const hello = { is: 'transcript', text: 'Hello', segments: [] };

/** Reads what is there as the API's answers are read: text only by those who can do with it. */
async function readAt(there: Record<string, unknown>) {
	const { resultContext } = resultContextWith({ there });
	const read: ResultContext['read'] = async (path, query, { mayBeText = false } = {}) => {
		expect(query).toEqual({ format_type: 'txt' });
		const body = await resultContext.read(path, query);
		if (typeof body === 'string' && !mayBeText) throw new Error('It is not what was asked for');
		return body;
	};
	const context = { ...resultContext, read } as ResultContext;
	return await transcriptAt(context, '/result/7', { format_type: 'txt' }, 'It is finished.');
}

test.each<[string, Record<string, unknown>]>([
	['as text alone', { '/result/7': 'Hello' }],
	['in an object', { '/result/7': { transcript: 'Hello' } }],
	['behind a link', { '/result/7': link, [link]: 'Hello' }],
])('a transcript is read %s', async (_name, there) => {
	expect(await readAt(there)).toEqual(hello);
});

test('what is none says what became of the task', async () => {
	await expect(readAt({ '/result/7': { status: 'ok' } })).rejects.toMatchObject(
		saying(/transcript that can't be read/, 'It is finished.'),
	);
});
