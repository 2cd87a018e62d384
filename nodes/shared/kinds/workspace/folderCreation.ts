import { foldersIn } from '../../camb/folders';
import { membersIn } from '../../camb/members';
import type { DirectKind } from '../../tasks/directKind';
import { lostCreation } from '../lost';
import { SECONDS_LONG } from '../pollingPolicies';
import { readReply } from '../readReply';

const LOST = lostCreation(['folder', 'folders']);

/** A folder of CAMB.AI Studio (contract: /folders/create). */
export const folderCreation: DirectKind<{ name: string }> = {
	name: 'folder-creation',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	async read(reply, { resultOptions }) {
		const { name } = resultOptions;
		const folder = await readReply(reply, (answer) => folderOf(answer, name), LOST);
		return { json: { ...folder }, hasTaskFields: true };
	},
};

function folderOf(answer: unknown, name: string) {
	return foldersIn([{ folder_name: name, ...membersIn(answer), run_count: 0 }]).at(0);
}
