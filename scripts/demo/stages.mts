import type { ListrTask } from 'listr2';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Engine } from '../../engine/boot.mts';
import { bootEngine } from '../../engine/boot.mts';
import { loadPackage } from '../../engine/package.mts';
import type { Api } from './api.mts';
import { liveApi, sandboxApi } from './api.mts';
import type { ExampleRun } from './example.mts';
import { readExample, runExample } from './example.mts';
import type { WrittenFile } from './files.mts';
import { writeFile } from './files.mts';
import { inWords, watchLog } from './progress.mts';

/** What the demo has got so far. Whatever it opened is closed by whoever runs it. */
export interface Demo {
	live: boolean;
	/** The folder for the files. */
	out: string;
	isStopped: boolean;
	api?: Api;
	engine?: Engine;
	run?: ExampleRun;
	files: WrittenFile[];
}

type Stage = ListrTask<Demo> & { title: string };

const open: Stage = {
	title: 'Open the API',
	task: async (demo, task) => {
		demo.api = demo.live ? await liveApi(process.env.CAMB_API_KEY) : await sandboxApi();
		task.title = demo.api.title;
	},
};

const boot: Stage = {
	title: "Start n8n's own engine",
	task: async (demo, task) => {
		demo.engine = await bootEngine();
		task.title = "n8n's own engine started, in this process";
	},
};

const run: Stage = {
	title: `Run the workflow "${readExample().name}"`,
	task: async (demo, task) => {
		const { api, engine } = demo as Required<Demo>;
		const watch = watchLog(engine.logger);
		const loaded = await loadPackage(engine);
		const started = (demo.run = runExample(engine, loaded, api));
		const lines = await started.lines;
		const follow = ({ json }: INodeExecutionData, index: number): Stage => ({
			title: String(json.name),
			task: async (_, line) => {
				const done = watch.follow(index, (progress) => {
					line.title = `${json.name}: ${inWords(progress)}`;
					// Without a terminal only output is printed as it comes.
					if (!process.stdout.isTTY) line.output = line.title;
				});
				await Promise.race([done, started.spoken]);
			},
		});
		return task.newListr(lines.map(follow), { concurrent: true });
	},
};

const write: Stage = {
	title: 'Write the files to out/ and read them with a parser',
	task: async (demo) => {
		const { run: started, engine, out } = demo as Required<Demo>;
		const lines = await started.lines;
		const spoken = await started.spoken;
		for (const item of spoken) demo.files.push(await writeFile(engine, item, out));
		if (spoken.length !== lines.length || lines.length === 0) {
			throw new Error(`Of ${lines.length} lines, ${spoken.length} were spoken`);
		}
	},
};

/** What the demo does, one stage after the other, each unless it was stopped before. */
export const stages = [open, boot, run, write].map((stage): Stage => ({
	...stage,
	skip: ({ isStopped }) => isStopped,
}));
