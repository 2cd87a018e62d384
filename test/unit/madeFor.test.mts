import type { IDataObject } from 'n8n-workflow';

import { onlyLanguageIn } from '../../nodes/shared/kinds/madeFor';

test.each<[IDataObject, number | string | undefined]>([
	[{ language: 54, languageTag: 'es-es' }, 54],
	[{ language: '54' }, 54],
	[{ language: ' es-es ' }, 54],
	[{ language: 999, languageTag: null }, 999],
	[{ language: null, languageTag: 'es_ES' }, 54],
	[{ language: '', languageTag: 'xx-yy ' }, 'xx-yy'],
	[{ language: 'Spanish', languageTag: 'es-mx' }, 58],
	[{ language: null, languageTag: null }, undefined],
	[{ language: '', languageTag: '' }, undefined],
	[{ language: { id: 54 }, languageTag: true }, undefined],
	[{}, undefined],
])('%j is about %j', (item, onlyLanguage) => {
	expect(onlyLanguageIn(item)).toEqual(onlyLanguage === undefined ? {} : { onlyLanguage });
});
