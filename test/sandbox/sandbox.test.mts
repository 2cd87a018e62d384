import { createSandbox } from '../../sandbox/createSandbox.mts';
test('x', async () => {
	const s = createSandbox();
	const r = await s.app.inject({ url: '/apis/list-voices', headers: { 'x-api-key': 'sandbox-1' } });
	expect(r.json().length).toBe(40);
	for (const f of ['mp3', 'wav', 'flac', 'adts', 'pcm_s16le']) {
		const a = await s.app.inject({
			method: 'POST',
			url: '/apis/tts-stream',
			headers: { 'x-api-key': 'sandbox-1' },
			payload: {
				text: 'hello there',
				language: 'en-us',
				voice_id: 147320,
				output_configuration: { format: f },
			},
		});
		console.log(a.statusCode, a.headers, a.rawPayload.length, a.rawPayload.subarray(0, 8));
	}
	await s.close();
});
