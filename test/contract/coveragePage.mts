import { operations } from './contract.mts';
import type { Decision } from './coverage.mts';
import { COVERAGE } from './coverage.mts';

/** docs/api-coverage.md: where every operation of the API is to be had in n8n. */
export function coveragePage(): string {
	const sections = [...new Set(operations.map(({ tags }) => tags[0]))].map((tag) => {
		const lines = operations
			.filter(({ tags }) => tags[0] === tag)
			.map(
				({ method, path, summary, operationId }) =>
					`| \`${method.toUpperCase()} ${path}\` | ${summary} | ${describe(COVERAGE[operationId])} |`,
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
| By HTTP Request | ${count('byHttpRequest')} |
| Left out | ${count('leftOut')} |

## By HTTP Request

n8n's HTTP Request node can make any call with the credential of these nodes: set **Authentication** to **Predefined Credential Type**, and **Credential Type** to **CAMB.AI API**. The address is \`https://client.camb.ai/apis\` with the path below; CAMB.AI's documentation says what each call takes. [The example](../examples/speech-into-a-new-folder.json) makes a folder in this way, then speaks texts into it.

A call that makes something costs credits and answers with a task ID. The HTTP Request node neither waits for it nor keeps the ID: leave **Retry On Fail** off, store the ID, and ask for the status with a Wait node between.

${sections.join('\n')}`;
}

function describe(decision: Decision): string {
	if ('leftOut' in decision) return `Left out: ${decision.leftOut}`;
	if ('byHttpRequest' in decision) return 'By HTTP Request';
	const { nodes, as } = decision;
	const names = nodes.map(labelOf).join(', ');
	if (!as) return names;
	return 'operation' in as ? `${names}: ${as.operation}` : `${names}: the list of ${as.field}`;
}

/** CambTextToSound becomes Text to Sound. */
function labelOf(node: string): string {
	return node
		.replace('Camb', '')
		.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.replace(' To ', ' to ');
}
