const { readFileSync, writeFileSync } = require('node:fs');
const { series } = require('gulp');
const prettier = require('prettier');

const TABLE = 'nodes/shared/fields/languages.ts';

/** Writes the language table of the nodes from the contract's. */
async function languages() {
	const { languages: rows } = JSON.parse(readFileSync('sandbox/contract/languages.json', 'utf8'));
	const table = rows
		.map(({ id, short_name: tag, name, tts_stream_locale: locale }) => ({
			id,
			tag,
			name,
			...(locale ? { locale } : {}),
		}))
		.sort((a, b) => a.id - b.id);
	const source = `import type { Language } from './language';

/** Every language that the contract names. Made by \`npx gulp languages\`: don't edit. */
export const LANGUAGES: Language[] = ${JSON.stringify(table)};
`;
	const options = await prettier.resolveConfig(TABLE);
	writeFileSync(TABLE, await prettier.format(source, { ...options, filepath: TABLE }));
}

exports.languages = languages;
exports.default = series(languages);
