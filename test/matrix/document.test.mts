import { readFileSync } from 'node:fs';

import { PAGE, reliabilityPage } from './document.mts';

test('docs/reliability.md says what the table says (npx tsx test/matrix/write.mts)', () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(reliabilityPage());
});
