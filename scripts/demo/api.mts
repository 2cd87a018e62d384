import { sandboxDriver } from '../../sandbox/driver.mts';
import { espeakLanguages } from '../../sandbox/media/espeak.mts';
import { startSandbox } from '../../sandbox/start.mjs';

/** Where the demo's requests go, and with which credential. */
export interface Api {
	title: string;
	credential: { apiKey: string; baseUrl: string };
	/** Who speaks, for the closing words. */
	speaker: string;
	close(): Promise<void>;
}

/** Long enough to see the waiting, in seconds. */
const SPEECH_SECONDS = 4;

/** A sandbox on a free port, with an account of its own. */
export async function sandboxApi(): Promise<Api> {
	const sandbox = await startSandbox();
	const driver = sandboxDriver(sandbox.adminUrl);
	const account = await driver.createAccount({ taskSeconds: { 'text-to-speech': SPEECH_SECONDS } });
	return {
		title: `Sandbox started: a stand-in for CAMB.AI at ${sandbox.apiUrl}`,
		credential: { apiKey: account.key, baseUrl: sandbox.apiUrl },
		speaker: (await espeakLanguages())
			? 'espeak-ng, which the sandbox has instead of CAMB.AI voices'
			: 'the sandbox as tones, one for each word (install espeak-ng to hear words)',
		close: sandbox.stop,
	};
}

/** The real thing. Throws when there is no key. */
export async function liveApi(apiKey = ''): Promise<Api> {
	if (!apiKey.trim()) {
		throw new Error('--live needs your API key: CAMB_API_KEY=… npm start -- --live');
	}
	return {
		title: 'CAMB.AI itself, with your key and your credits',
		credential: { apiKey, baseUrl: 'https://client.camb.ai/apis' },
		speaker: 'CAMB.AI',
		close: async () => {},
	};
}
