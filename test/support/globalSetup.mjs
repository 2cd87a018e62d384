import { startSandbox } from '../../sandbox/start.mjs';

/** One sandbox for all test files: each test has an account of its own in it. */
export default async function setUp() {
	const sandbox = await startSandbox();
	globalThis.sandbox = sandbox;
	process.env.SANDBOX_API_URL = sandbox.apiUrl;
	process.env.SANDBOX_ADMIN_URL = sandbox.adminUrl;
}
