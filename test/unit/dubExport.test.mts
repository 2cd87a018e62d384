import { resultContextWith, saying } from '../support/resultContext.mts';
import { conversionRequest } from '../../nodes/shared/kinds/dub/dubExport';

const path = '/dub-alt-format/7/54';
/** What is made for the export, and how its finished task is fetched where such answers are. */
function exportWith(there: Record<string, unknown> = {}) {
	const request = conversionRequest(7, 54, 'mp3');
	const { kind, resultOptions } = request;
	const { resultContext, asked } = resultContextWith({ resultOptions, there });
	const fetch = async (answer?: unknown) =>
		await kind.fetch({ runId: null, answer }, resultContext);
	return { request, kind, asked, fetch };
}
const link = 'https://cdn.example/es.mp3';

test('a dub is exported one language at a time', () => {
	const { path: to, payload } = exportWith().request;
	expect([to, payload]).toEqual([path, { json: { output_format: 'mp3' } }]);
});

test('an export is a part of a dub, which may end without a run of its own', () => {
	expect(exportWith().kind).toMatchObject({
		name: 'dub-export',
		statusPath: '/dub-alt-format',
		isPart: true,
		runIdOptional: true,
	});
});

test.each<[string, unknown, boolean]>([
	['a link', { output_url: link }, true],
	['a link as text', link, true],
	...['audio_url', 'result_url', 'url', 'download_url'].flatMap(
		(name): Array<[string, unknown, boolean]> => [
			[`a link as ${name}`, { [name]: link }, true],
			[`a link as ${name} in a result`, { task_id: '31', result: { [name]: link } }, true],
		],
	),
	['a link in a result', { result: { file_url: link } }, true],
	['a link of something else', { help_url: link }, false],
	['a task', { task_id: '31f7af5f' }, false],
	['nothing', null, false],
])('a create that brings %s', (_name, body, isResult) => {
	expect(exportWith().kind.isResult?.(body)).toBe(isResult);
});

test('a link that the create brought is the result', async () => {
	const { fetch, asked } = exportWith();
	expect(await fetch({ output_url: link })).toEqual([{ json: { url: link } }]);
	expect(asked).toEqual([]);
});

test('the same request again brings the link when the task is done', async () => {
	const { fetch, asked } = exportWith({ [path]: { file_url: link } });
	expect(await fetch()).toEqual([{ json: { url: link } }]);
	expect(asked).toEqual([[path, { output_format: 'mp3' }]]);
});

test.each([
	['the answer', { task_id: '31' }, '{"task_id":"31"}'],
	['the beginning of a long answer', 'x'.repeat(500), `"${'x'.repeat(199)}`],
])('without a link, %s is told', async (_name, answer, told) => {
	await expect(exportWith({ [path]: answer }).fetch()).rejects.toMatchObject(
		saying(/converted the file.+no link/, expect.stringContaining(`: ${told}. `)),
	);
});
