import { withFiles } from '../../nodes/shared/kinds/itemFiles';
import type { Fetched } from '../../nodes/shared/tasks/kind';
import { refusal, resultContextWith, sources } from '../support/resultContext.mts';

const [first, second] = ['https://cdn.example/1', 'https://cdn.example/2'];
const fileOf = (name: string, link: string) => ({
	name,
	field: name === 'first' ? undefined : name,
	link,
	saveAs: { name, expect: 'audio' as const },
});
const files = [fileOf('first', first), fileOf('second', second)];

/** Makes an item of two files, the second of which can't be had. */
async function make(forErrorOutput: boolean): Promise<Fetched> {
	const { resultContext } = resultContextWith({ there: { [second]: refusal(404, 'It is gone') } });
	const { fetchEach } = resultContext;
	const inError: typeof fetchEach = async (...given) =>
		(await fetchEach(...given)).map(({ json: { error, ...details }, ...more }) => ({
			...more,
			json: error === undefined ? details : { error: { message: error, ...details } },
		}));
	const context = forErrorOutput ? { ...resultContext, fetchEach: inError } : resultContext;
	return await withFiles(context, files, 'all', (saved) => ({
		came: saved.map(({ name }) => name),
	}));
}

const details = { came: ['first'], missing: ['second'] };

test('a file that can not be had does not keep the others: the item says which, and why', async () => {
	const { json, binary } = await make(false);
	expect(json).toEqual({ error: 'It is gone', ...details });
	expect(sources(binary)).toEqual({ data: first });
});

test("on n8n's error output all that the item says is inside of its error", async () => {
	const { json, binary, hasTaskFields } = await make(true);
	expect(json).toEqual({ error: { message: 'It is gone', ...details } });
	expect(sources(binary)).toEqual({ data: first });
	// The IDs of the task are in the error, too.
	expect(hasTaskFields).toBe(true);
});
