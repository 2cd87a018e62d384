export default async function tearDown() {
	await globalThis.world.close();
}
