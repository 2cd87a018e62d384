import type { IExecuteFunctions } from 'n8n-workflow';

import { openWarnings } from '../../nodes/shared/tasks/warnings';

function warningsOf(items: number) {
	const log: string[] = [];
	const banners: string[] = [];
	const all: { logged: unknown[]; hints: unknown[] } = { logged: [], hints: [] };
	const context = {
		getInputData: () => Array(items).fill({ json: {} }),
		logger: {
			warn(message: string, about: object) {
				log.push(message);
				all.logged.push(about);
			},
		},
		addExecutionHints(hint: { message: string }) {
			banners.push(hint.message);
			all.hints.push(hint);
		},
	} as unknown as IExecuteFunctions;
	return { warnings: openWarnings(context), context, log, banners, ...all };
}

test('many of a kind are one banner with their number, and the log has each', () => {
	const { warnings, log, banners } = warningsOf(300);
	for (const item of [3, 5, 5, 8]) warnings.add(item, 'No subtitles came', `run ID ${item}`);
	expect(banners).toEqual([]);
	warnings.say();
	expect(banners).toEqual(['3 of 300 items: No subtitles came']);
	expect(log).toEqual([3, 5, 5, 8].map((run) => `No subtitles came (run ID ${run})`));
});

test('those of one item say what they are about, up to three', () => {
	const { warnings, banners } = warningsOf(2);
	for (const language of ['es', 'fr', 'de', 'it', 'pt']) warnings.add(1, 'No video', language);
	warnings.add(0, 'No words', 'run ID 1');
	warnings.say();
	expect(banners).toEqual(['No video (es; fr; de; and 2 more)', 'No words (run ID 1)']);
});

test('a banner is a warning beside the items, and the log says which item it is about', () => {
	const { warnings, logged, hints } = warningsOf(2);
	warnings.add(1, 'No subtitles came', 'run ID 1');
	warnings.say();
	const message = 'No subtitles came (run ID 1)';
	expect(hints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	expect(logged).toEqual([{ item: 1 }]);
});

test('more kinds than anybody reads are counted', () => {
	const { warnings, banners } = warningsOf(1);
	for (let kind = 0; kind < 12; kind++) warnings.add(0, `Kind ${kind}`, 'x');
	warnings.say();
	expect(banners).toHaveLength(6);
	expect(banners.at(-1)).toContain('7 more');
});

test('an older n8n has no place for a banner', () => {
	const { warnings, context, log } = warningsOf(1);
	delete (context as Partial<IExecuteFunctions>).addExecutionHints;
	warnings.add(0, 'No subtitles came', 'run ID 1');
	warnings.say();
	expect(log).toHaveLength(1);
});
