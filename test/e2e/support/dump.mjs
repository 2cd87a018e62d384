/**
 * Prints everything that an n8n's SQLite database holds, a line of JSON for each row. Takes the
 * database's path; run it with `nodePath()`, whose Node.js can read SQLite by itself.
 */
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2], { readOnly: true });
const tables = database
	.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
	.all()
	.map(({ name }) => String(name));

// A BLOB in hex, as pg_dump has it.
const readable = (_column, value) =>
	value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;

for (const table of tables) {
	for (const row of database.prepare(`SELECT * FROM "${table}"`).iterate())
		console.log(`${table} ${JSON.stringify(row, readable)}`);
}
