import { existsSync, readFileSync } from 'node:fs';

import { NODES } from './coverage.mts';

const read = (path: string) => readFileSync(path, 'utf8');

/** The page that a node's help in n8n leads to, as a path of this project. */
function pageOf(node: string): string {
	const codex = JSON.parse(read(`nodes/${node}/${node}.node.json`)) as {
		resources: { primaryDocumentation: Array<{ url: string }> };
	};
	return codex.resources.primaryDocumentation[0].url.replace(/^.+?\/blob\/main\//, '');
}

test.each(NODES)('%s has a page, and README and the index of the docs lead to it', (node) => {
	const page = pageOf(node);
	expect([page, existsSync(page)]).toEqual([page, true]);
	expect(read('README.md')).toContain(`](${page})`);
	expect(read('docs/README.md')).toContain(`](${page.replace('docs/', '')})`);
});
