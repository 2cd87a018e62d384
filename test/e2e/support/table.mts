/** Figures in Markdown: a row for each figure, a column for each thing that was measured. */
export function asTable(columns: Record<string, object>): string {
	const names = Object.keys(columns);
	const rows = Object.keys(Object.values(columns)[0]).map((figure) => [
		figure,
		...names.map((name) => told((columns[name] as Record<string, unknown>)[figure])),
	]);
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(['', ...names]), line(['---', ...names.map(() => '---:')]), ...rows.map(line)].join(
		'\n',
	);
}

function told(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.entries(value)
		.map(([name, part]) => `${name} ${String(part)}`)
		.join(', ');
}
