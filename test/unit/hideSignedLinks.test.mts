import { hideSignedLinks } from '../../nodes/shared/http/hideSignedLinks';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImYifQ.Wq3-_x';
const link = `https://n8n.example.com/rest/binary-data/signed?token=${TOKEN}&name=a.mp4`;

test.each([
	['as it is', link, link.replace(TOKEN, '[token]')],
	['in JSON', link.replaceAll('/', '\\/'), link.replaceAll('/', '\\/').replace(TOKEN, '[token]')],
	['in a link', encodeURIComponent(link), encodeURIComponent(link).replace(TOKEN, '[token]')],
	['twice', `${link} ${link}.`, `${link} ${link}.`.replaceAll(TOKEN, '[token]')],
])('a link to a file of n8n loses its token: %s', (_, text, without) => {
	expect(hideSignedLinks(`Could not open ${text}`)).toBe(`Could not open ${without}`);
});

test.each([
	`https://files.example.com/sign/a.mp4?token=${TOKEN}`,
	`Bearer ${TOKEN}`,
	'https://n8n.example.com/rest/binary-data/signed?token=',
	'binary-data is signed by a token',
])('and whatever is no such link stays: %s', (text) => {
	expect(hideSignedLinks(text)).toBe(text);
});
