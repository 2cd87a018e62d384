import { parseArgs, styleText } from 'node:util';
import { createSandbox, type RequestLine } from './createSandbox.mts';
import { espeakLanguages } from './media/espeak.mts';
import type { LoggedRequest } from './requestLog.mts';

type Format = Parameters<typeof styleText>[0];

function paint(format: Format, text: string): string {
	return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
}

function colourOf(status: number): Format {
	if (status >= 500) return 'red';
	return status >= 400 ? 'yellow' : 'green';
}

function printRequest(log: LoggedRequest | undefined, { method, path, status }: RequestLine): void {
	if (path.startsWith('/_sandbox')) return;
	const shown = log ? log.status : status;
	const what = [log?.note, log?.fault && `fault: ${log.fault}`].filter(Boolean).join(', ');
	console.log(
		[
			paint('dim', new Date().toLocaleTimeString('en-GB')),
			method.padEnd(4),
			path.split('?')[0],
			shown === null ? paint('red', 'no answer') : paint(colourOf(shown), String(shown)),
			paint(
				'dim',
				what ||
					(log ? '' : 'key missing, not beginning with sandbox-, or with white space around it'),
			),
		]
			.join(' ')
			.trimEnd(),
	);
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
	const sandbox = createSandbox({ port: Number(values.port), onRequest: printRequest });
	const addresses = await sandbox.listen();
	const speech = (await espeakLanguages())
		? 'spoken by espeak-ng'
		: 'tones, one for each word (install espeak-ng to hear real speech)';
	console.log(`
${paint('bold', 'CAMB.AI sandbox')}: a stand-in on this computer. Nothing leaves it, nothing costs credits.
  Base URL  ${paint('cyan', addresses.apiUrl)}
  API key   ${paint('cyan', 'sandbox-demo')} (any key that begins with sandbox- is an account of its own)
  Speech    ${speech}
  Ctrl-C ends it.
`);
	process.send?.(addresses);

	let isClosing = false;
	const stop = async () => {
		if (isClosing) return;
		isClosing = true;
		await sandbox.close();
		if (process.connected) process.disconnect();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	// Started by start.mts: end when the parent does.
	process.on('disconnect', () => void stop());
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
