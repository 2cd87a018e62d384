import { execFileSync } from 'node:child_process';

/**
 * The newest n8n on npm, the one that `npx n8n` starts: its version, and those of the packages that
 * it is made of.
 *
 * @returns {{ version: string, dependencies: Record<string, string> }}
 */
export function newestN8n() {
	const answer = execFileSync('npm', ['view', 'n8n@latest', 'version', 'dependencies', '--json'], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	return JSON.parse(answer);
}
