/**
 * Prints n8n's configuration in the environment that this process was given, and the names of all
 * variables that it looks for. Takes the folder of n8n's package; run it with `nodePath()`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'package.json'));
const { Container } = require('@n8n/di');
const { GlobalConfig, InstanceSettingsConfig } = require('@n8n/config');
const { BinaryDataConfig } = require('n8n-core');

const names = new Set();
process.env = new Proxy(process.env, {
	has(target, name) {
		names.add(name);
		return name in target;
	},
	get(target, name) {
		names.add(name);
		return target[name];
	},
});
const { executions, database, queue, generic } = Container.get(GlobalConfig);
const { encryptionKey } = Container.get(InstanceSettingsConfig);
const { mode: files } = Container.get(BinaryDataConfig);
const config = { executions, database, queue, generic, encryptionKey, files };
console.log(
	JSON.stringify({ names: [...names].filter((name) => typeof name === 'string'), config }),
);
