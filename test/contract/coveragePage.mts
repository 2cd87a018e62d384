import { operations } from './contract.mts';
import type { Decision } from './coverage.mts';
import { COVERAGE } from './coverage.mts';
import type { ListFields } from './listFields.mts';
import { listFields } from './listFields.mts';

/** docs/api-coverage.md: where every operation of the API is to be had in n8n. */
export async function coveragePage(): Promise<string> {
	const listed = await listFields();
	const sections = [...new Set(operations.map(({ tags }) => tags[0]))].map((tag) => {
		const lines = operations
			.filter(({ tags }) => tags[0] === tag)
			.map(
				({ method, path, summary, operationId }) =>
					`| \`${method.toUpperCase()} ${path}\` | ${summary} | ${[...describe(COVERAGE[operationId]), ...describeLists(method === 'get' ? listed.get(path) : undefined)].join('; ')} |`,
			);
		return `## ${tag}\n\n| Operation | What it does | In n8n |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
	});
	const decisions = Object.values(COVERAGE);
	const count = (member: string) => decisions.filter((decision) => member in decision).length;
	return `# Every operation of the API and where to find it

Made from the contract by \`npx tsx test/contract/writePage.mts\`; a test keeps it true.

| Operations | ${decisions.length} |
| --- | --- |
| With a node | ${count('nodes')} |
| Left out | ${count('leftOut')} |

## By HTTP Request

What is left out here is within reach, too: n8n's HTTP Request node can make any call with the credential of these nodes: set **Authentication** to **Predefined Credential Type**, and **Credential Type** to **CAMB.AI API**. The address is \`https://client.camb.ai/apis\` with the path below; CAMB.AI's documentation says what each call takes. [The example](../examples/speech-into-a-new-folder.json) makes a folder in this way, which the Workspace node can do too, then speaks texts into it.

A call that makes something costs credits and answers with a task ID. The HTTP Request node neither waits for it nor keeps the ID: leave **Retry On Fail** off, store the ID, and ask for the status with a Wait node between.

${sections.join('\n')}`;
}

function describe(decision: Decision): string[] {
	if ('leftOut' in decision) return [`Left out: ${decision.leftOut}`];
	const names = decision.nodes.map(labelOf).join(', ');
	return [decision.operation ? `${names}: ${decision.operation}` : names];
}

/** The fields that list what an operation gives, as Lists: Dub (Folder), Story (Folder). */
function describeLists(fields: ListFields | undefined): string[] {
	if (!fields) return [];
	const byNode = [...fields].map(([node, names]) => `${labelOf(node)} (${[...names].join(', ')})`);
	return [`Lists: ${byNode.join(', ')}`];
}

/** CambTextToSound becomes Text to Sound. */
function labelOf(node: string): string {
	return node
		.replace('Camb', '')
		.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.replace(' To ', ' to ');
}
