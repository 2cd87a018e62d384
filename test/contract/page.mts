import type { Row } from './parameters.mts';
import { PARAMETERS } from './parameters.mts';

/** docs/parameters.md: which field sends which parameter of the API. */
export function parametersPage(): string {
	const sections = Object.entries(PARAMETERS).map(([operation, rows]) => {
		const lines = Object.entries(rows).map(([name, row]) => `| \`${name}\` | ${describe(row)} |`);
		return `## ${operation}\n\n| Parameter | Where it comes from |\n| --- | --- |\n${lines.join('\n')}\n`;
	});
	return `# Every parameter of the API and the field that sends it

Made from the contract by \`npx tsx test/contract/writePage.mts\`; a test keeps it true.

${sections.join('\n')}`;
}

function describe(row: Row): string {
	if ('leftOut' in row) return `Left out: ${row.leftOut}`;
	if ('sent' in row) return `Always ${row.sent}`;
	return `${row.of.map((node) => node.replace('Camb', '')).join(', ')}: \`${row.field}\``;
}
