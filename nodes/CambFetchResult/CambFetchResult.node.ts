import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { fetchResultHint } from '../shared/builderHints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { readItemsAtOnce } from '../shared/parameters/taskParameters';
import type { BackgroundStep } from '../shared/tasks/background/workflows';
import { runItems } from '../shared/tasks/runItems';
import { isToolRun } from '../shared/tasks/toolRun';
import { runBackgroundStep } from './background/steps';
import type { BulkResults } from './bulk';
import { fetchInBulk } from './bulk';
import { fetchItem } from './fetch';
import { backgroundStep, fields } from './parameters';
import { isForBackground, isOneResult, mayBranch, plan } from './plan';

/** Programmatic because one item takes several requests: status checks, bulk result, download. */
export class CambFetchResult implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Fetch Result',
		name: 'cambFetchResult',
		icon: { light: 'file:cambFetchResult.svg', dark: 'file:cambFetchResult.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["lookUpBy"] === "run" ? "By run ID" : "By task ID" }}',
		description: 'Get the result of a CAMB.AI task that was submitted earlier',
		defaults: { name: 'CAMB.AI Fetch Result' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		// An expression may send any item to the second output, and n8n draws outputs without items.
		outputs:
			'={{ ["look", "check", "checkLook"].includes($rawParameter["backgroundStep"]) ? [{ type: "main" }, { type: "main" }] : $rawParameter["lookUpBy"] !== "run" && ($rawParameter["whenStillRunning"] === "branch" || String($rawParameter["whenStillRunning"]).startsWith("=")) ? [{ type: "main", displayName: "Done" }, { type: "main", displayName: "Still Running" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		builderHint: fetchResultHint,
	};

	methods: INodeType['methods'];

	execute: INodeType['execute'];

	/** n8n makes it with the system's clock and time limits, tests with others. */
	constructor(timing = systemTiming) {
		this.methods = openLists(timing);
		this.execute = async function () {
			const step = this.getNodeParameter(backgroundStep.name, 0, '') as BackgroundStep | '';
			if (step) return await runBackgroundStep(this, timing, step);
			let bulk: BulkResults = new Map();
			return await runItems(this, timing, readItemsAtOnce(this), {
				plan: async (item) => plan(this, item, timing.clock),
				settingsOf: ({ settings }) => settings,
				tasksOf: ({ tasks }) => tasks,
				prepare: async (session, plans) => {
					bulk = await fetchInBulk(session, plans);
				},
				background: { isWanted: isForBackground, isOneResult },
				work: async (itemContext, fetchPlan) => await fetchItem(itemContext, fetchPlan, bulk),
				// An agent gets nothing but the first output.
				branches: (plans) => (plans.some(mayBranch) && !isToolRun(this) ? 2 : 1),
				fetchAdvice: 'Try again later: fetching does not start the task again.',
			});
		};
	}
}
