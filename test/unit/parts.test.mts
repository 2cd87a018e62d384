import { setImmediate as nextTurn } from 'node:timers/promises';

import type { TaskIds } from '../../nodes/shared/errors/taskIds';
import type { Part } from '../../nodes/shared/tasks/parts';
import { settleParts } from '../../nodes/shared/tasks/parts';
import { fault, itemContextWith } from '../support/itemContext.mts';

const task = (taskId: string, kind = 'dub') => ({ kind, taskId, runId: null });
const main = { ...task('t1'), runId: 7 };
const ofRun = (...languages: string[]): Part[] =>
	languages.map((language) => ({ task: main, name: { language }, label: `in ${language}` }));
/** One that will have a task of its own. */
const followUp = (language: string): Part => ({
	task: main,
	ownKind: 'translation',
	name: { language },
	label: `in ${language}`,
});
const some = { whenMissing: 'A language is missing', needsOne: false };
const one = { whenMissing: 'A language is missing', needsOne: true };

test('come in order with all their outputs, five at once', async () => {
	let now = 0;
	let most = 0;
	const { itemContext } = itemContextWith();
	const parts = ofRun(...'abcdefghijkl');
	const fetched = await settleParts(itemContext, parts, {
		...one,
		async fetchOne({ name }) {
			most = Math.max(most, ++now);
			await nextTurn();
			now--;
			return [{ json: name }, { json: { more: true } }];
		},
	});
	expect(fetched).toEqual(parts.map(({ name }) => [{ json: name }, { json: { more: true } }]));
	expect(most).toBe(5);
});

test('each works on the same item, and hears of Stop', async () => {
	const { itemContext } = itemContextWith();
	const told: unknown[] = [];
	await settleParts(itemContext, ofRun('es'), {
		...one,
		async fetchOne(_, { session, item, signal }) {
			told.push(session === itemContext.session, item, signal === itemContext.signal);
			return [];
		},
	});
	expect(told).toEqual([true, 0, true]);
});

describe('one that ends badly', () => {
	test('says why and which it is, and the others are kept', async () => {
		const { itemContext, log } = itemContextWith();
		const fetched = await settleParts(itemContext, ofRun('es', 'fr'), {
			...one,
			async fetchOne({ name }, { tasks }) {
				tasks.push(task('setup', 'part'), task(`export-${String(name.language)}`, 'part'));
				if (name.language === 'es') throw fault('the-key is no good');
				return [{ json: {} }];
			},
		});
		expect(fetched).toEqual([
			[
				{
					json: {
						error: expect.any(String),
						description: expect.stringMatching(/^\[API key\] is no good. Task ID export-es /),
						...task('export-es', 'part'),
						earlier: [main, task('setup', 'part')],
						language: 'es',
					},
					hasTaskFields: true,
				},
			],
			[{ json: {} }],
		]);
		const [[level, message]] = log;
		expect(level).toBe('warn');
		expect(message).toContain('A language is missing (in es: ');
	});

	test('has the ids of its run, or says that it has no task of its own yet', async () => {
		const fetchOne = async () => await Promise.reject(fault('no'));
		const { itemContext } = itemContextWith();
		const parts = [...ofRun('es'), followUp('fr')];
		const [[es], [fr]] = await settleParts(itemContext, parts, { ...some, fetchOne });
		expect(es.json).toMatchObject({ ...main, language: 'es' });
		expect(fr.json).toMatchObject({
			kind: 'translation',
			taskId: null,
			runId: null,
			language: 'fr',
			earlier: [main],
		});
	});

	test("on n8n's error output has all inside of one field", async () => {
		const fetchOne = async () => await Promise.reject(fault('no'));
		const { itemContext } = itemContextWith({}, { node: { onError: 'continueErrorOutput' } });
		const [[{ json }]] = await settleParts(itemContext, ofRun('es'), { ...some, fetchOne });
		expect(Object.keys(json)).toEqual(['error']);
		expect(json.error).toMatchObject({ ...main, language: 'es' });
	});

	test('is not warned of where that is not wanted', async () => {
		const fetchOne = async () => await Promise.reject(fault('no'));
		const { itemContext, log } = itemContextWith();
		await settleParts(itemContext, ofRun('es'), { needsOne: false, fetchOne });
		expect(log).toEqual([]);
	});
});

test('all of them ended badly: the first reason is that of the item, if it needs one', async () => {
	const { itemContext, log } = itemContextWith();
	const fetchOne = async ({ name }: Part) =>
		await Promise.reject(fault(`no ${String(name.language)}`));
	const work = settleParts(itemContext, ofRun('es', 'fr'), { ...one, fetchOne });
	await expect(work).rejects.toMatchObject({ message: 'no es' });
	expect(log).toEqual([]);
	expect(await settleParts(itemContext, [], { ...one, fetchOne })).toEqual([]);
});

test.each([
	[['es'], { voice: 'Maya', language: 'es' }],
	[['es', 'fr'], { voice: 'Maya' }],
])('when all of %j ended badly, the task is told to be about %j', async (languages, about) => {
	const { itemContext } = itemContextWith();
	const ownTask: TaskIds = { ...main, about: { voice: 'Maya' } };
	const parts = ofRun(...languages).map((part) => ({ ...part, task: ownTask }));
	const fetchOne = async () => await Promise.reject(fault('no'));
	await expect(settleParts(itemContext, parts, { ...one, fetchOne })).rejects.toThrow('no');
	expect(ownTask.about).toEqual(about);
});

test('what was half done when the execution was stopped is no result', async () => {
	const stop = new AbortController();
	const { itemContext } = itemContextWith({}, { signal: stop.signal });
	const begun: unknown[] = [];
	const work = settleParts(itemContext, ofRun(...'abcdef'), {
		...some,
		async fetchOne({ name }) {
			begun.push(name.language);
			stop.abort();
			return [];
		},
	});
	await expect(work).rejects.toMatchObject({ message: 'The execution was canceled' });
	expect(begun).toEqual(['a']);
});

test('leave all their tasks to the item, before its own', async () => {
	const { itemContext } = itemContextWith({}, { tasks: [main] });
	await settleParts(itemContext, [...ofRun('es', 'fr'), followUp('de')], {
		...some,
		async fetchOne({ name }, { tasks }) {
			expect(tasks).toEqual([main]);
			tasks.push(task(String(name.language)));
			if (name.language === 'fr') throw fault('no');
			return [];
		},
	});
	expect(itemContext.tasks.at(-1)).toBe(main);
	const ids = itemContext.tasks.map(({ taskId }) => taskId);
	expect(ids.sort()).toEqual(['de', 'es', 'fr', 't1']);
});
