import { form } from './forms.mts';
import { expectContract, openSandbox, SPEECH, submit, type OpenSandbox } from './support.mts';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

test('folders are made, found, and count their runs', async () => {
	const guest = await open.guest();
	const made = await guest.http.post('/folders/create', { folder_name: 'Interviews' });
	expectContract('createFolder', made);
	const { folder_id: id } = made.data;
	expect(made.data).toMatchObject({ status: 'success', folder_name: 'Interviews' });
	await submit(guest, '/tts', { ...SPEECH, folder_id: id });
	const list = async (query = '') => {
		const answer = await guest.http.get(`/folders${query}`);
		expectContract('listFolders', answer);
		return answer.data;
	};
	const entry = { team_id: 71, folder_id: id, folder_name: 'Interviews', run_count: 1 };
	expect(await list('?search_query=view&limit=1')).toEqual([entry]);
	expect((await list()).map((folder: typeof entry) => folder.folder_name)).toHaveLength(4);
	for (const limit of [0, 101]) {
		const refused = await guest.http.get(`/folders?limit=${limit}`);
		expect([refused.status, refused.data.detail[0].loc]).toEqual([422, ['query', 'limit']]);
	}
	await guest.account.configure({ folders: 'old' });
	expect(await list('?search_query=view')).toEqual([{ team_id: 71, id, name: 'Interviews' }]);
	const other = await open.guest();
	expect((await other.http.get('/folders')).data).toHaveLength(3);
});

test('a dictionary from a sheet, its terms, its end', async () => {
	const { http } = await open.guest();
	const sheet = {
		field: 'dictionary_file',
		name: 'terms.csv',
		text: 'en-us,es-es\ncloud,nube\nrain,lluvia\n',
	};
	const made = await http.post(
		'/dictionaries/create-from-file',
		form({ dictionary_name: 'Weather' }, sheet),
	);
	expect(made.status).toBe(201);
	expectContract('createDictionaryFromFile', made);
	expect(made.data).toEqual({ message: expect.any(String), status: 'success' });
	const { data: dictionaries } = await http.get('/dictionaries');
	const { id } = dictionaries.find(({ name }: { name: string }) => name === 'Weather');

	const details = async (query = '') => {
		const answer = await http.get(`/dictionaries/${id}/full-details${query}`);
		expectContract('getDictionaryDetails', answer);
		return answer.data;
	};
	const texts = async (query?: string) =>
		(await details(query)).dictionary_terms.map(
			({ term_translations: [first] }: { term_translations: Array<{ term_text: string }> }) =>
				first.term_text,
		);
	const translations = [{ translation: 'snow', language: 1 }];
	const added = await http.post(`/dictionaries/${id}/add-term`, { translations });
	expectContract('addDictionaryTerm', added);
	expect(added.data).toEqual({ message: expect.any(String), status: 'success' });
	expect(await texts()).toEqual(['cloud', 'rain', 'snow']);
	expect(await texts('?search_term=lluv')).toEqual(['rain']);
	expect(await texts('?limit=1')).toEqual(['cloud']);
	await http.put(`/dictionaries/term/${id}/2`, {
		translations: [{ translation: 'fog', language: 31 }],
	});
	await http.delete(`/dictionaries/term/${id}/1`);
	expect(await details()).toMatchObject({ languages: [1, 54, 31] });
	expect(await texts()).toEqual(['fog', 'snow']);

	expect((await http.delete(`/dictionaries/term/${id}/1`)).status).toBe(404);
	expect((await http.delete(`/dictionaries/${id}`)).status).toBe(200);
	expect((await http.get(`/dictionaries/${id}`)).status).toBe(404);
	expect((await http.get('/dictionaries')).data).toHaveLength(2);
});

test('a project in the Studio', async () => {
	const { http } = await open.guest();
	const project = {
		media_url: 'https://a.b/c.mp4',
		source_language: 1,
		target_languages: ['es-es', 76],
	};
	const runIds: number[] = [];
	for (let count = 0; count < 2; count += 1) {
		const created = await http.post('/project-setup', project);
		expectContract('createProjectSetup', created);
		const status = await http.get(`/project-setup/${created.data.task_id}`);
		expectContract('getProjectSetupStatus', status);
		runIds.push(status.data.run_id);
	}
	const one = await http.get(`/project-setup-result/${runIds[0]}`);
	expectContract('getProjectSetupResult', one);
	expect(one.data.project_details.target_languages).toEqual([54, 76]);
	const both = await http.post('/project-setup-results', { run_ids: runIds });
	expectContract('getProjectSetupResults', both);
	expect(both.data).toHaveLength(2);
});
