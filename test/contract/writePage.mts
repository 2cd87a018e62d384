import { writeFileSync } from 'node:fs';

import { coveragePage } from './coveragePage.mts';
import { parametersPage } from './page.mts';

writeFileSync(new URL('../../docs/parameters.md', import.meta.url), parametersPage());
writeFileSync(new URL('../../docs/api-coverage.md', import.meta.url), await coveragePage());
