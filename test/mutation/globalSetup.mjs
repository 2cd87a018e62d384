import setUp from '../support/globalSetup.mjs';

/** One sandbox for all mutants. It ends with this process. */
export default async function setUpOnce() {
	if (!globalThis.sandbox) await setUp();
}
