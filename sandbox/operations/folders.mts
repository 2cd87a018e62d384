import type { Account } from '../accounts.mts';
import { TEAM_ID, type Folder } from '../folders.mts';
import type { Operations } from './call.mts';

/** An entry of the list, in the form that the account is set to (Folder in the contract). */
function listed({ settings, tasks }: Account, { id, name }: Folder) {
	if (settings.folders === 'old') return { team_id: TEAM_ID, id, name };
	const runs = tasks.filter(({ request }) => Number(request.folder_id) === id);
	return { team_id: TEAM_ID, folder_id: id, folder_name: name, run_count: runs.length };
}

export const folderOperations: Operations = {
	listFolders({ account, query }) {
		const search = String(query.search_query ?? '').toLowerCase();
		const found = account.folders.filter(({ name }) => name.toLowerCase().includes(search));
		return found.slice(0, Number(query.limit ?? 100)).map((folder) => listed(account, folder));
	},
	createFolder({ account, body, log }) {
		const id = Math.max(...account.folders.map((folder) => folder.id)) + 1;
		const name = String(body.folder_name);
		account.folders.push({ id, name });
		log.note = `folder ${id} made`;
		const message = 'Folder created successfully';
		return { status: 'success', folder_id: id, folder_name: name, message };
	},
};
