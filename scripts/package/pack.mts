import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Packed {
	/** Of the tarball. */
	name: string;
	/** Where it was unpacked. */
	folder: string;
	/** Relative to the package. */
	files: string[];
	/** Of the tarball, in bytes. */
	size: number;
	/** Of all files, in bytes. */
	unpackedSize: number;
}

interface NpmPackReport {
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

/** Packs the project as npm would for publishing, into `folder`, and unpacks it there. */
export function pack(root: string, folder: string): Packed {
	const report = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
	);
	const [{ filename, size, unpackedSize, files }] = JSON.parse(report) as NpmPackReport[];
	execFileSync('tar', ['-xzf', filename], { cwd: folder });
	return {
		name: filename,
		folder: join(folder, 'package'),
		files: files.map(({ path }) => path),
		size,
		unpackedSize,
	};
}
