import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.mts', import.meta.url));

/**
 * What an exported function of a module gives, called in a process of its own: memory and CPU time
 * that one measure has used, the next one would not see.
 *
 * @param url of the module, such as its `import.meta.url`
 */
export async function apart<Result>(url: string, name: string, ...input: unknown[]) {
	const child = fork(CHILD, [url, name, JSON.stringify(input)], { execArgv: ['--import', 'tsx'] });
	const ended = once(child, 'exit');
	const answered = once(child, 'message') as Promise<Result[]>;
	const [result] = await Promise.race([answered, ended.then(() => [])]);
	if (result === undefined) throw new Error(`${name} ended without a result`);
	await ended;
	return result;
}
