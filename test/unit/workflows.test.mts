import type { INode, IWorkflowBase } from 'n8n-workflow';

import {
	holdingWorkflow,
	lookingWorkflow,
	outerWorkflow,
} from '../../nodes/shared/tasks/background/workflows';
import { node } from '../support/itemContext.mts';

const credentials = { cambAiApi: { id: '7', name: 'Ours' } };
const waits = (changes: Partial<INode> = {}) =>
	node({ name: 'Speak', type: 'n8n-nodes-camb.cambTextToSpeech', credentials, ...changes });

/** What leads where: `Look 1 → Wait` by the second output. */
const wiresOf = ({ connections }: IWorkflowBase) =>
	Object.entries(connections).flatMap(([from, { main }]) =>
		main.flatMap((to, output) =>
			(to ?? []).map((end) => `${from} ${output} → ${end.node} ${end.type} ${end.index}`),
		),
	);
const named = ({ nodes }: IWorkflowBase, name: string) =>
	nodes.find((each) => each.name === name) as INode;

test.each<[string, () => IWorkflowBase, string[]]>([
	[
		'the node that waits',
		() => outerWorkflow(waits()),
		['Start 0 → Hold main 0', 'Hold 0 → Speak main 0', 'Speak 1 → Hold main 0'],
	],
	[
		'that one',
		() => holdingWorkflow(waits()),
		['Start 0 → Hold main 0', 'Hold 0 → Check main 0', 'Check 1 → Hold main 0'],
	],
	[
		'the tasks',
		() => lookingWorkflow(waits()),
		['Start 0 → Wait main 0', 'Wait 0 → Look main 0', 'Look 1 → Wait main 0'],
	],
])('the workflow that looks after %s goes round until all is done', (_name, make, wires) => {
	const workflow = make();
	expect(wiresOf(workflow)).toEqual(wires);
	expect(workflow.nodes.map(({ name }) => name)).toEqual([
		...new Set(wires.flatMap((wire) => /^(\w+) .* → (\w+)/.exec(wire)!.slice(1))),
	]);
	expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(workflow.nodes.length);
});

test('each step is one of the same package and credential, with what it is to do', () => {
	const all = [outerWorkflow(waits()), holdingWorkflow(waits()), lookingWorkflow(waits())];
	const steps = all.flatMap(({ nodes }) => nodes.filter(({ type }) => type.includes('camb')));
	expect(steps.map(({ parameters }) => parameters.backgroundStep)).toEqual([
		'hold',
		'check',
		'holdLook',
		'checkLook',
		'look',
	]);
	for (const step of steps) {
		expect(step).toMatchObject({ type: 'n8n-nodes-camb.cambFetchResult', credentials });
	}
	const scoped = outerWorkflow(waits({ type: '@us/n8n.nodes.cambDub' }));
	expect(named(scoped, 'Hold').type).toBe('@us/n8n.nodes.cambFetchResult');
});

test('one that was lost is replaced: what n8n gives of it is an item, not the end', () => {
	for (const workflow of [outerWorkflow(waits()), holdingWorkflow(waits())]) {
		expect(named(workflow, 'Hold').onError).toBe('continueRegularOutput');
	}
	expect(named(lookingWorkflow(waits()), 'Look').onError).toBe('continueRegularOutput');
});

test.each([
	['Speak', 'Speak'],
	['Start', 'Check'],
	['Hold', 'Check'],
])('an error is told of the node that waits: %s checks as %s', (name, check) => {
	const { nodes } = outerWorkflow(waits({ name }));
	expect(nodes.map((each) => each.name)).toEqual(['Start', 'Hold', check]);
});

test('it begins with the items that it is given, and waits as long as they say', () => {
	const workflow = lookingWorkflow(waits());
	expect(named(workflow, 'Start')).toMatchObject({
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		parameters: { inputSource: 'passthrough' },
	});
	const { type, parameters, webhookId } = named(workflow, 'Wait');
	expect(type).toBe('n8n-nodes-base.wait');
	expect(parameters).toEqual({
		resume: 'timeInterval',
		amount: '={{ $json.nextCheckInSeconds }}',
		unit: 'seconds',
	});
	expect(webhookId).toMatch(/./);
});

test('each step has a place of its own, for people who open the execution', () => {
	for (const make of [outerWorkflow, holdingWorkflow, lookingWorkflow]) {
		expect(make(waits()).nodes.map(({ position }) => position)).toEqual([
			[0, 0],
			[200, 0],
			[400, 0],
		]);
	}
});

test('n8n keeps what its executions gave, with the files', () => {
	const { name, settings } = outerWorkflow(waits());
	expect(name).toMatch(/CAMB\.AI/);
	expect(settings).toEqual({
		executionOrder: 'v1',
		saveDataSuccessExecution: 'all',
		saveDataErrorExecution: 'all',
		saveManualExecutions: true,
	});
});
