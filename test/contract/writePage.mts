import { writeFileSync } from 'node:fs';

import { parametersPage } from './page.mts';

writeFileSync(new URL('../../docs/parameters.md', import.meta.url), parametersPage());
