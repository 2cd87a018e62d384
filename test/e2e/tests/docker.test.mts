import axios from 'axios';
import { validate } from 'dockerfile-utils';
import { spawnSync } from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodePath } from '../setup.mjs';
import { Client } from '../support/client.mts';
import { readCompose } from '../support/compose.mts';
import type { Image } from '../support/image.mts';
import { buildImage, dockerfile, instructions } from '../support/image.mts';
import { startN8n } from '../support/n8n.mts';
import { installInto } from '../support/package.mts';

const tarball = process.env.N8N_TARBALL as string;
const manifest = readManifest('.');
const { name, version } = manifest;

function readManifest(folder: string) {
	const text = readFileSync(join(folder, 'package.json'), 'utf8');
	return JSON.parse(text) as { name: string; version: string };
}

const installed = ({ root }: Image) => join(root, 'opt', 'camb', 'node_modules');

/** npm also keeps `.package-lock.json` there. */
const packagesOf = (image: Image) =>
	readdirSync(installed(image)).filter((file) => !file.startsWith('.'));

/** Of the last instruction of its kind. */
const valueOf = (wanted: string) =>
	instructions.findLast(({ keyword }) => keyword === wanted)?.value as string;

test('the Dockerfile is sound, names the version of this package, and runs n8n as n8n does', () => {
	expect(validate(dockerfile)).toEqual([]);
	expect(valueOf('ARG')).toBe(`PACKAGE=${name}@${version}`);
	expect(valueOf('USER')).toBe('node');
	const [first, second, , , last] = JSON.parse(valueOf('ENTRYPOINT')) as string[];
	expect([first, second, last]).toEqual(['tini', '--', '/docker-entrypoint.sh']);
});

test('the version that it names comes from the registry, and nothing else', async () => {
	const registry = createServer(({ url, headers }, response) => {
		const dist = { tarball: `http://${headers.host}/tarball` };
		const listed = { name, versions: { [version]: { ...manifest, dist } } };
		if (url === `/${name}`) response.end(JSON.stringify(listed));
		else response.end(readFileSync(tarball));
	}).listen(0, '127.0.0.1');
	const { port } = registry.address() as AddressInfo;
	const env = { npm_config_registry: `http://127.0.0.1:${port}` };
	const image = await buildImage(undefined, env);
	try {
		expect(packagesOf(image)).toEqual([name]);
		expect(readManifest(join(installed(image), name)).version).toBe(version);
	} finally {
		image.remove();
		registry.close();
	}
});

test('n8n has the nodes of the image, also with a volume that holds an older version', async () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'camb-volume-'));
	installInto(userFolder, tarball);
	const copy = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	writeFileSync(join(copy, 'package.json'), JSON.stringify({ name, version: '0.0.1', n8n: {} }));
	const image = await buildImage(tarball);
	const n8n = await startN8n({ userFolder, entrypoint: image.entrypoint });
	const healthcheck = readCompose().services.main.healthcheck?.test as string[];
	const isHealthy = () => {
		const [, , ...words] = healthcheck.map((word) =>
			word.replace('http://127.0.0.1:5678', n8n.url),
		);
		return spawnSync(nodePath(), words).status === 0;
	};
	try {
		expect(packagesOf(image)).toEqual([name]);
		expect(realpathSync(copy)).toBe(realpathSync(join(installed(image), name)));
		const client = new Client(n8n.url);
		await client.setUpOwner();
		const headers = { cookie: `n8n-auth=${client.session}` };
		const get = async (path: string) =>
			(await axios.get<string>(`${n8n.url}/${path}`, { headers, proxy: false })).data;
		const types = (await get('types/nodes.json')) as unknown as Array<{ name: string }>;
		const ours = types.map((type) => type.name).filter((type) => type.startsWith(`${name}.`));
		expect(ours).toContain(`${name}.cambDub`);
		expect(await get(`icons/${name}/dist/nodes/CambDub/cambDub.svg`)).toContain('<svg');
		expect(isHealthy()).toBe(true);
	} finally {
		await n8n.stop('SIGKILL');
		expect(isHealthy()).toBe(false);
		image.remove();
		rmSync(userFolder, { recursive: true, force: true });
	}
}, 300_000);
