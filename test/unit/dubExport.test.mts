import { resultContextWith, saying } from '../support/resultContext.mts';
import { conversionRequest } from '../../nodes/shared/kinds/dub/dubExport';

const request = conversionRequest(7, 54, 'mp3');
const { kind, path, resultOptions } = request;
const link = 'https://cdn.example/es.mp3';

test('a dub is exported one language at a time', () => {
	expect(request).toMatchObject({
		path: '/dub-alt-format/7/54',
		payload: { json: { output_format: 'mp3' } },
	});
});

test('an export is a part of a dub, which may end without a run of its own', () => {
	expect(kind).toMatchObject({
		name: 'dub-export',
		statusPath: '/dub-alt-format',
		isPart: true,
		runIdOptional: true,
	});
});

test.each<[string, unknown, boolean]>([
	['a link', { output_url: link }, true],
	['a task', { task_id: '31f7af5f' }, false],
	['nothing', null, false],
])('a create that brings %s', (_name, body, isResult) => {
	expect(kind.isResult?.(body)).toBe(isResult);
});

test('a link that the create brought is the result', async () => {
	const { resultContext, asked } = resultContextWith({ resultOptions });
	const run = { runId: null, answer: { output_url: link } };
	expect(await kind.fetch(run, resultContext)).toEqual([{ json: { url: link } }]);
	expect(asked).toEqual([]);
});

test('the same request again brings the link when the task is done', async () => {
	const { resultContext, asked } = resultContextWith({
		resultOptions,
		there: { [path]: { file_url: link } },
	});
	expect(await kind.fetch({ runId: null }, resultContext)).toEqual([{ json: { url: link } }]);
	expect(asked).toEqual([['/dub-alt-format/7/54', { output_format: 'mp3' }]]);
});

test.each([
	['the answer', { task_id: '31' }, '{"task_id":"31"}'],
	['the beginning of a long answer', 'x'.repeat(500), `"${'x'.repeat(199)}`],
])('without a link, %s is told', async (_name, answer, told) => {
	const { resultContext } = resultContextWith({ resultOptions, there: { [path]: answer } });
	await expect(kind.fetch({ runId: null }, resultContext)).rejects.toMatchObject(
		saying(/converted the file.+no link/, expect.stringContaining(`: ${told}. `)),
	);
});
