import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { OutcomeName } from './outcomes.mts';
import { OUTCOMES, STEPS } from './outcomes.mts';
import type { Fates, Row } from './table.mts';
import { SHAPES } from '../support/shapes.mts';
import { CLASSES, GROUPS } from './table.mts';

/** The page that people read. Made from the table that the tests run: don't edit it by hand. */
export const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));

const HEADINGS = {
	upload: 'Upload the file',
	submit: 'Submit the task',
	poll: 'Check the task',
	fetch: 'Get the result',
	media: 'Download from a link',
};

const INTRO = `# What happens when something goes wrong

CAMB.AI works on a task for seconds or for hours, and you pay for it when it is accepted. In that time networks break, servers restart and workflows are stopped. These nodes are made so that, as long as n8n itself runs, **no task you paid for is lost, and none is paid for twice**.

## In short

- As soon as CAMB.AI gives a Task ID, you have it whatever happens: in the item, in the error (its text and its context), in the item on the error output, and in n8n's log.
- A task is sent once. It is sent again only when CAMB.AI cannot have accepted it: no connection was made, or CAMB.AI asked to come back later (HTTP 429).
- When the answer to a submit is lost, nobody can know whether the task was accepted. Then the error says so and nothing is sent again, also not by Retry On Fail. Look in CAMB.AI Studio. If the task is not there, retry the execution by hand: your click is the decision to send it again.
- When n8n runs a node again (Retry On Fail, or Retry of a **failed** execution), tasks that were accepted before are picked up, not paid for again. Only a task that ended badly at CAMB.AI is sent again, and what you changed: on Retry, another content is other work, while a name or a note that changes is not. Once a node [waits in the background](waiting.md#in-the-background), n8n does not run it again: give the Task ID of the error to Fetch Result.
- A check that gives no answer is not a failed task. The node checks again, further and further apart, and waits as long as CAMB.AI asks it to (Retry-After).
- Every wait ends: at Max Wait, or a little later when the last check is slow. The Task ID comes with it. The submit and the result have Max Wait each, too, when CAMB.AI asks to wait: what would take longer ends at once, and the error says how long. A result, which is paid for, is waited for two minutes at the least. A list of voices is waited for two minutes at the most.
- Stop ends all requests within a quarter of a second. Tasks that were accepted go on at CAMB.AI. n8n's editor offers no Retry for a stopped execution: take the Task ID from n8n's log and use Fetch Result. If you click Stop while a submit is on its way, its ID may stay unknown; then the log says that a task may have been accepted.
- Your API key goes to CAMB.AI alone. Redirects are not followed with it, and files are downloaded without it.

What these nodes cannot do:

- If n8n itself is killed (a crash, a server that runs out of memory), nothing of what the node knew was saved. n8n shows the execution as crashed and offers Retry: **Retry of a crashed execution pays again.** Take the Task ID from n8n's log and use Fetch Result instead. Long waits need not end in this way: [two other ways to wait](waiting.md) survive it.
- A new execution is new work: it pays again. So does each round of a loop that runs a node again, and each call of a tool by an AI agent, unless an earlier call of the same execution with the same input brought no result.
- A sub-workflow is an execution of its own. Retry of the execution that called it, or Retry On Fail of n8n's **Execute Sub-workflow** node, starts it anew, and all in it is paid for again. Turn on Retry On Fail in the CAMB.AI node inside it instead.
- The size of a file is not limited: only the time is, to three hours for one download.

To get a result later, use **CAMB.AI Fetch Result** with the Task ID (or the Run ID). The task is not paid for again. Only a conversion of a dub to an Alternative Format is a new task.

## Everything that was tried

Each cell of these tables is a test: it makes the failure happen on a real connection, in n8n's own engine, and checks what comes out and what was paid. The tables are of Text to Speech, and of a dub where a file is uploaded by itself: one item that is waited for in memory. While other tasks of the node are under way, HTTP 429 is waited out until Max Wait, since a place may become free. What happens in the background is in [Waiting for a task](waiting.md#what-survives-what).

What the words mean:

`;

const READING =
	'"done; for ever: …" means: done when it happens once or three times in a row, and what follows when it never ends. A cell without it holds for all three.';

/** Shapes and their faults in part, in words. */
function shapesSection(): string {
	const faults = CLASSES.map(({ name }) => name).join(', ');
	const parts = SHAPES.flatMap(({ name, partly = [] }) =>
		partly.map((part) => `- ${name}: ${part.name}`),
	);
	const inPieces = SHAPES.filter(({ secondSays }) => secondSays).map(({ name }) => name);
	return `### Every way to use the nodes

One fault of each sort (${faults}) was also made to happen, once and for ever, in every step of:

${SHAPES.map(({ name }) => `- ${name}`).join('\n')}

What becomes of them is what the tables say. Without a task, where the reply is the result, the submit is all there is: a reply that is lost says that you may have been charged, and is not sent again by itself.

Some work is cut into pieces, each with a request that is paid for by itself (${inPieces.join('; ')}). There the fault is one of the second piece alone: the others are paid once, and kept. After each fault that ended an item, the execution was retried as you would in n8n's editor: it gave everything, and sent nothing but what was missing.

Where one item gives several outputs, a part of it can be lost alone. Then the other outputs come out whole, the one that is lost says why and has the IDs, and nothing is paid for again, under every On Error. Retry On Fail goes on while a part is lost, and its last try gives what there is:

${parts.join('\n')}`;
}

const OUTRO = `## How the rest is tested

- Thousands of made-up lives of a workflow (random kinds of tasks, failures, loops, stops and retries, in a time that runs by itself) are checked against the rules above. Each run prints its seed, so that a case can be played again.
- A thousand executions are run in a row, and what they leave behind is counted: listeners, timers, connections and files.
- Harmful answers are sent: names with paths, pages instead of audio, bodies without an end.
`;

function cell(fates: Fates): string {
	const [once, thrice, forever] = fates.map((name) => OUTCOMES[name].short);
	if (once === forever && once === thrice) return once;
	if (once === thrice) return `${once}; for ever: ${forever}`;
	return `once: ${once}; three times: ${thrice}; for ever: ${forever}`;
}

function table(rows: Row[]): string {
	const head = ['What happens', ...STEPS.map((step) => HEADINGS[step])];
	const body = rows.map(({ name, fates }) => [name, ...STEPS.map((step) => cell(fates[step]))]);
	const widths = head.map((_, column) =>
		Math.max(...[head, ...body].map((line) => line[column].length)),
	);
	const write = (line: string[], filler = ' ') =>
		`| ${line.map((text, column) => text.padEnd(widths[column], filler)).join(' | ')} |`;
	const rule = write(
		head.map(() => ''),
		'-',
	);
	return [write(head), rule, ...body.map((line) => write(line))].join('\n');
}

/** The whole page, as Markdown. */
export function reliabilityPage(): string {
	const names = Object.keys(OUTCOMES) as OutcomeName[];
	const legend = names.map((name) => `- **${OUTCOMES[name].short}**: ${OUTCOMES[name].says}`);
	const tables = GROUPS.map(({ title, rows }) => `### ${title}\n\n${table(rows)}`);
	return [INTRO + legend.join('\n'), READING, ...tables, shapesSection(), OUTRO].join('\n\n');
}

/** Writes the page: `npx tsx test/matrix/write.mts`. */
export function writePage() {
	writeFileSync(PAGE, reliabilityPage());
}
