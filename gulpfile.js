const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { parallel } = require('gulp');
const prettier = require('prettier');

const CONTRACT = 'sandbox/contract/languages.json';
const TABLE = 'nodes/shared/camb/languages.ts';

/** Writes the language table of the nodes from the contract's. */
async function languages() {
	writeFileSync(TABLE, await languageTable());
}
languages.description = `Writes ${TABLE} from ${CONTRACT}`;

async function languagesAreFresh() {
	if (readFileSync(TABLE, 'utf8') === (await languageTable())) return;
	throw asSaid(`${TABLE} does not say what ${CONTRACT} says. Run: npx gulp languages`);
}

/** The source of the language table, as prettier wants it. */
async function languageTable() {
	const { languages: rows } = JSON.parse(readFileSync(CONTRACT, 'utf8'));
	const table = rows
		.map(({ id, short_name: tag, name, tts_stream_locale: locale }) => ({
			id,
			tag,
			name,
			...(locale ? { locale } : {}),
		}))
		.sort((a, b) => a.id - b.id);
	const source = `/** One language of CAMB.AI: its number, its tag and its English name. */
export interface Language {
	id: number;
	tag: string;
	name: string;
	/** What streamed speech calls it, where it has a name for it. */
	locale?: string;
}

/** Every language that the contract names. Made by \`npx gulp languages\`: don't edit. */
export const LANGUAGES: Language[] = ${JSON.stringify(table)};
`;
	const options = await prettier.resolveConfig(TABLE);
	return await prettier.format(source, { ...options, filepath: TABLE });
}

/** Checks that the build holds every file that n8n loads: code, icons, codex and schemas. */
async function distIsComplete() {
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8'));
	const files = [...n8n.credentials.flatMap(filesOfClass), ...n8n.nodes.flatMap(filesOfNode)];
	const missing = files.filter((file) => !existsSync(file));
	if (missing.length > 0) throw asSaid(`The build lacks:\n  ${missing.join('\n  ')}`);
}

function filesOfNode(path) {
	if (!existsSync(path)) return [path];
	const { version } = instanceOf(path).description;
	const schemas = [version].flat().map((number) => {
		const [major, minor = 0] = String(number).split('.');
		const schema = join(dirname(path), '__schema__', `v${major}.${minor}.0`);
		// A node whose operations differ in output has a folder of schemas.
		return existsSync(schema) ? schema : `${schema}.json`;
	});
	return [...filesOfClass(path), path.replace(/\.js$/, '.json'), ...schemas];
}

/** The file of a node or credential, and its icons for the light and the dark theme. */
function filesOfClass(path) {
	if (!existsSync(path)) return [path];
	const instance = instanceOf(path);
	const { light, dark } = (instance.description ?? instance).icon;
	return [path, ...[light, dark].map((icon) => join(dirname(path), icon.replace(/^file:/, '')))];
}

/** n8n finds the class by the name of the file. */
function instanceOf(path) {
	const Class = require(join(__dirname, path))[basename(path).split('.')[0]];
	if (!Class) throw asSaid(`${path} has no class of its own name`);
	return new Class();
}

/** An error whose words are enough: gulp prints no stack. */
function asSaid(message) {
	return Object.assign(new Error(message), { showStack: false });
}

const verify = parallel(languagesAreFresh, distIsComplete);
verify.description = 'Checks that generated files are fresh and the build is whole';

module.exports = { languages, verify, default: verify };
