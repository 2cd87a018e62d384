import type { IDataObject } from 'n8n-workflow';

import type { FormPart } from '../../nodes/shared/kinds/kind';
import { built } from '../support/harness.mts';
import { kindOf, requestOf } from '../support/ride.mts';

const { openLedger } = built<typeof import('../../nodes/shared/task/ledger')>(
	'nodes/shared/task/ledger.js',
);

const request = requestOf();
const sent = { state: 'sent', executionId: '1' } as const;
const accepted = (taskId: string) =>
	({ state: 'accepted', kind: 'text-to-speech', taskId, submittedAt: 5 }) as const;
const ids = (taskId: string) => ({ kind: 'text-to-speech', taskId, runId: null });

test('keeps what was sent through a retry, which stores it as JSON', () => {
	const kept: IDataObject = {};
	openLedger(kept, 0, 'account').write(0, request, accepted('t1'));
	const later = openLedger(JSON.parse(JSON.stringify(kept)) as IDataObject, 0, 'account');
	expect(later.find(0, request)).toEqual(accepted('t1'));
	expect(later.accepted()).toEqual([ids('t1')]);
});

test('leaves alone what others keep for the node', () => {
	const kept: IDataObject = { mine: 1 };
	openLedger(kept, 0, 'account').write(0, request, sent);
	expect(Object.keys(kept)).toEqual(['mine', 'cambTasks']);
});

test('a request that was forgotten may be sent again', () => {
	const ledger = openLedger({}, 0, 'account');
	ledger.write(0, request, sent);
	ledger.write(1, request, sent);
	ledger.forget(0, request);
	expect(ledger.find(0, request)).toBeUndefined();
	expect(ledger.find(1, request)).toEqual(sent);
});

describe('what makes a request another one', () => {
	const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, digest: 'd1' };
	const open = async () => {
		throw new Error('A fingerprint reads no file');
	};
	const form = (changes: object = {}, value = '1') => ({
		form: [
			{ name: 'language', value },
			{ name: 'file', file: { ...file, open, ...changes } },
		] as FormPart[],
	});
	const upload = requestOf(kindOf(), { payload: form() });
	const other = (payload: ReturnType<typeof form>) => requestOf(kindOf(), { payload });

	test.each([
		['text', request, requestOf(kindOf(), { payload: { json: { text: 'Bye' } } })],
		['path', request, requestOf(kindOf(), { path: '/tts/2' })],
		['kind', request, requestOf(kindOf({ name: 'dub' }))],
		['field of a form', upload, other(form({}, '2'))],
		['file name', upload, other(form({ fileName: 'b.wav' }))],
		['file type', upload, other(form({ mimeType: 'audio/flac' }))],
		['file size', upload, other(form({ size: 6 }))],
		['file content', upload, other(form({ digest: 'd2' }))],
	])('another %s', (_name, first, second) => {
		const ledger = openLedger({}, 0, 'account');
		ledger.write(0, first, sent);
		expect(ledger.find(0, second)).toBeUndefined();
		expect(ledger.find(0, { ...first })).toEqual(sent);
	});

	test('another item, run of a loop, or account', () => {
		const kept: IDataObject = {};
		openLedger(kept, 0, 'account').write(0, request, sent);
		expect(openLedger(kept, 0, 'account').find(1, request)).toBeUndefined();
		expect(openLedger(kept, 1, 'account').find(0, request)).toBeUndefined();
		expect(openLedger(kept, 0, 'another').find(0, request)).toBeUndefined();
	});

	test('how the result is wanted makes none: that is not paid for', () => {
		const ledger = openLedger({}, 0, 'account');
		ledger.write(0, request, sent);
		expect(ledger.find(0, { ...request, wants: { includeLinks: true } })).toEqual(sent);
	});
});

describe('of all items', () => {
	const kept: IDataObject = {};
	const another = requestOf(kindOf(), { payload: { json: { text: 'Bye' } } });
	const ledger = openLedger(kept, 1, 'account');
	beforeAll(() => {
		openLedger(kept, 0, 'account').write(0, request, accepted('before'));
		openLedger(kept, 0, 'account').write(3, request, sent);
		openLedger(kept, 11, 'account').write(4, request, sent);
		ledger.write(0, request, accepted('t1'));
		ledger.write(12, request, sent);
		ledger.write(12, another, sent);
		ledger.write(2, request, { state: 'done', outputs: [] });
	});

	test('tells the tasks of this run of the node', () => {
		expect(ledger.accepted()).toEqual([ids('t1')]);
	});

	test('tells each item once that may have been accepted', () => {
		expect(ledger.unsure()).toEqual([12]);
	});

	test('closed, it has forgotten this run and no other', () => {
		ledger.close();
		expect(ledger.find(0, request)).toBeUndefined();
		expect([ledger.accepted(), ledger.unsure()]).toEqual([[], []]);
		expect(openLedger(kept, 0, 'account').accepted()).toEqual([ids('before')]);
		expect(openLedger(kept, 11, 'account').unsure()).toEqual([4]);
	});
});
