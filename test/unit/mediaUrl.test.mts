import { form, ITEM, refusal } from '../support/form.mts';

import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { mediaUrl } from '../../nodes/shared/parameters/mediaUrl';

const field = { displayName: 'Media URL', name: 'url', type: 'string', default: '' } as const;
const read = (url: string, max?: number) =>
	mediaUrl(field, { max }).read(parametersOf(form({ url }), ITEM));

test.each([
	'https://media.example/film.mp4',
	'http://media.example',
	'HTTPS://MEDIA.EXAMPLE/FILM.MP4',
	'https://media.example?file=1#t=5',
	'https://user:word@media.example:8080/a%20b.mp4',
	'https://media.example/字幕.mp4',
	'https://media.example./a.mp4',
	'https://8.8.8.8/a.mp4',
	'https://172.15.0.1/a',
	'https://172.32.0.1/a',
	'https://100.63.0.1/a',
	'https://169.253.0.1/a',
	'https://223.255.255.255/a',
	'https://[2001:db8::1]/a.mp4',
	'https://[::ffff:8.8.8.8]/a.mp4',
	'https://[::ffff:0:8.8.8.8]/a.mp4',
	'https://[64:ff9b::8.8.8.8]/a.mp4',
	'https://[2002:808:808::1]/a.mp4',
	'https://[2606:4700::1111]/a.mp4',
	'https://[2606:4700:1:2:3:4:5:6]/a.mp4',
	'https://8.8.8.8.nip.io/a.mp4',
	'https://app-8-8-8-8.sslip.io/a.mp4',
	'https://08080808.nip.io/a.mp4',
	'https://nip.io/a.mp4',
	'https://127.0.0.1.nip.io.example/a.mp4',
	'https://notlvh.me/a.mp4',
	'https://localhost.example/a.mp4',
	'https://media.local.example/a.mp4',
	'https://media.testing/a.mp4',
	'https://app.lvh.me.example/a.mp4',
	'https://10.0.0.1.example/a.mp4',
])('%s is taken as it is', (url) => {
	expect(read(url)).toBe(url);
	for (const around of [
		[' ', '\n'],
		['"', '"'],
		['<', '>'],
		['\u200b', '\ufeff'],
		['“', '”'],
	]) {
		expect(read(around.join(url))).toBe(url);
	}
});

test('a space inside is encoded, as browsers do it', () => {
	expect(read('https://media.example/my film (1).mp4?a=b c')).toBe(
		'https://media.example/my%20film%20(1).mp4?a=b%20c',
	);
});

test.each([
	'media.example/film.mp4',
	'ftp://media.example/film.mp4',
	'ftp://media.example/https://media.example/film.mp4',
	'see https://media.example/film.mp4',
	'https:/media.example',
	'https:///film.mp4',
	'https://?file=1',
	'https://#film',
	'https://media example/film.mp4',
	'https://media.example:port/film.mp4',
	'https://media.example/a\nb.mp4',
])('%j is turned down', async (url) => {
	expect((await refusal(() => read(url)))[0]).toContain('Media URL');
});

test.each([
	'https://a.example/1 https://a.example/2',
	'https://a.example/1 http://a.example/2',
	'http://a.example/1 HTTP://A.EXAMPLE/2',
])('several links are turned down: %s', async (links) => {
	const [message, advice] = await refusal(() => read(links));
	expect(message).toMatch(/several links/);
	expect(advice).toMatch(/one item for each link/);
});

test.each([
	'http://localhost:8080/a.mp4',
	'http://LOCALHOST/a.mp4',
	'http://me.localhost/a.mp4',
	'https://e',
	'http://nas/film.mp4',
	'http://nas1/film.mp4',
	'http://1nas/film.mp4',
	'http://10.nas.lan/film.mp4',
	'http://nas./film.mp4',
	'http://nas.local/film.mp4',
	'http://nas.local./film.mp4',
	'http://minio.internal/film.mp4',
	'http://box.lan/a',
	'http://box.home.arpa/a',
	'http://0.0.0.0/a',
	'http://10.255.255.255/a',
	'http://100.64.0.1/a',
	'http://100.127.255.255/a',
	'http://127.0.0.1:5678/a',
	'http://127.1/a',
	'http://2130706433/a',
	'http://0x7f000001/a',
	'http://169.254.169.254/latest',
	'http://172.16.0.1/a',
	'http://172.31.255.255/a',
	'http://192.168.1.20/a',
	'http://224.0.0.1/a',
	'http://255.255.255.255/a',
	'http://[::1]/a',
	'http://[::]/a',
	'http://[fc00::1]/a',
	'http://[fd12:3456::1]/a',
	'http://[fe80::1]/a',
	'http://[feb0::1]/a',
	'http://[::ffff:127.0.0.1]/a',
	'http://[::ffff:192.168.1.20]/a',
	'http://[64:ff9b::10.0.0.1]/a',
	'http://[ff02::1]/a',
	'http://[fec0::1]/a',
	'http://[64:ff9b::10.0.0.0]/a',
	'http://[64:ff9b::1]/a',
	'http://[64:ff9b:1::8.8.8.8]/a',
	'http://[::127.0.0.1]/a',
	'http://[::ffff:0:10.0.0.1]/a',
	'http://[2002:7f00:1::]/a',
	'http://[2002:c0a8:114::1]/a',
	'http://[2002:a00::]/a',
	'http://0300.0250.1.20/a',
	'http://127.0.0.1.nip.io/a',
	'http://192.168.100.200.nip.io/a',
	'http://APP.127.0.0.1.nip.io./a',
	'http://192-168-1-20.sslip.io/a',
	'http://app-10-0-0-1.nip.io/a',
	'http://7f000001.nip.io/a',
	'http://app-0a000001.nip.io/a',
	'http://10.0.0.1.xip.io/a',
	'http://lvh.me/a',
	'http://app.lvh.me/a',
	'http://app.localtest.me./a',
	'http://media.onion/a',
	'http://198.18.0.1/a',
	'http://192.0.2.1/a',
	'http://198.51.100.7/a',
	'http://203.0.113.9/a',
	'http://media.corp/a',
	'http://nas.home/a',
	'http://media.intranet/a',
	'http://media.localdomain/a',
	'http://n8n.test/a',
	'http://media.invalid/a',
])('%s is not on the internet', async (url) => {
	const [message, advice] = await refusal(() => read(url));
	expect(message).toContain(new URL(url).hostname);
	expect(message).toContain('not on the internet');
	expect(advice).toContain('downloads the media itself');
});

test('is empty, or too long', async () => {
	expect((await refusal(() => read(' ')))[0]).toBe('Media URL is empty');
	expect((await refusal(() => read('https://media.example', 10)))[0]).toBe('Media URL is too long');
	expect((await refusal(() => read('https://a.b/ c', 14)))[0]).toBe('Media URL is too long');
});
