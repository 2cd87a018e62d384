import { Places } from '../../nodes/shared/files/join/places';

test.each([
	[2048, 1],
	[2049, 2],
	[5000, 4],
])('of %i blocks every %i. place is kept, and each leads there', (blocks, every) => {
	const places = new Places();
	// The longer, the later, so that each place is told from the others.
	for (let block = 0; block < blocks; block++) places.add(block + 1);
	const placeOf = (block: number) => (block * (block + 1)) / 2;
	for (const block of [0, 1, 2, 3, 7, 1000, blocks - 1]) {
		const kept = Math.floor(block / every) * every;
		expect(places.at((block + 0.5) / blocks)).toBe(placeOf(kept));
	}
});
