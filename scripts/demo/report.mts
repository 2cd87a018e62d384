import Table from 'cli-table3';

import type { WrittenFile } from './files.mts';

/** The files of a run as a table. */
export function fileTable(files: WrittenFile[]): string {
	const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR);
	const table = new Table({
		head: ['item', 'task', 'waited', 'checks', 'file', 'size', 'duration'],
		colAligns: ['right', 'left', 'right', 'right', 'left', 'right', 'right'],
		style: { head: isPlain ? [] : ['bold'], border: isPlain ? [] : ['grey'], compact: true },
	});
	for (const [index, file] of files.entries()) {
		table.push([
			index + 1,
			file.taskId.slice(0, 8),
			seconds(file.waitedSeconds),
			file.checks,
			file.name,
			`${(file.bytes / 1024).toFixed(0)} KB`,
			seconds(file.seconds),
		]);
	}
	return table.toString();
}

function seconds(value: number): string {
	return `${value.toFixed(1)} s`;
}
