import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts the sandbox as a process of its own, on a free port, and waits until it listens.
 * It ends with this process at the latest. Throws if it ends before it listens.
 *
 * Plain JavaScript, because jest's global set-up imports it before anything translates.
 *
 * @param {{ output?: 'ignore' | 'inherit' }} [options] where its lines go
 * @returns {Promise<import('./createSandbox.mts').SandboxAddresses & { stop(): Promise<void> }>}
 */
export async function startSandbox({ output = 'ignore' } = {}) {
	const root = fileURLToPath(new URL('..', import.meta.url));
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/serve.mts'], {
		cwd: root,
		stdio: ['ignore', output, 'inherit', 'ipc'],
	});
	const ended = once(child, 'exit');
	const listening = once(child, 'message');
	const [first] = await Promise.race([listening, ended.then(() => [undefined])]);
	if (!first) throw new Error('The sandbox ended before it listened');
	// The child must not keep the parent alive.
	child.unref();
	child.channel?.unref();
	return {
		...first,
		async stop() {
			child.ref();
			child.kill('SIGTERM');
			await ended;
		},
	};
}
