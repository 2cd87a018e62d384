import { register } from 'tsx/esm/api';

register();

/** One sandbox and one n8n for most tests; each test has an account of its own in the sandbox. */
export default async function setUp() {
	const { installMissing } = await import('./debian.mts');
	installMissing();
	const { startWorld } = await import('./world.mts');
	const world = await startWorld();
	globalThis.world = world;
	Object.assign(process.env, {
		SANDBOX_API_URL: world.sandbox.apiUrl,
		SANDBOX_MEDIA_URL: world.sandbox.mediaUrl,
		SANDBOX_ADMIN_URL: world.sandbox.adminUrl,
		N8N_URL: world.n8n.url,
		N8N_TARBALL: world.tarball,
	});
}
