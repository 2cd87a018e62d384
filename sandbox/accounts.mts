import { randomBytes } from 'node:crypto';
import { createClock, type Clock } from './clock.mts';
import { DICTIONARIES, type Dictionary } from './dictionaries.mts';
import { takeFault, type FaultTarget } from './faults/rules.mts';
import type { Fault, FaultRule } from './faults/types.mts';
import { FOLDERS, type Folder } from './folders.mts';
import type { describeFile } from './forms.mts';
import type { MediaSource } from './media/media.mts';
import type { LoggedRequest } from './requestLog.mts';
import { DEFAULT_SETTINGS, secondsFor, type Kind, type Settings } from './settings.mts';
import { LIBRARY_VOICES, type Voice } from './voices.mts';
import { createTask, isSuccess, statusAt, type Ending, type Task } from './tasks.mts';

/** A file behind a link on the media origin. */
export interface LinkedFile {
	source: MediaSource;
	task?: Task;
}

/** Everything that belongs to one key. Accounts never see each other's tasks. */
export class Account {
	readonly clock: Clock;
	private readonly tasksById = new Map<string, Task>();
	private readonly tasksByRun = new Map<number, Task>();
	readonly requests: LoggedRequest[] = [];
	readonly faults: FaultRule[] = [];
	readonly voices: Voice[] = [...LIBRARY_VOICES];
	readonly folders: Folder[] = [...FOLDERS];
	readonly dictionaries: Dictionary[] = structuredClone(DICTIONARIES);
	/** Files on the media origin, by "folder/name". */
	readonly files = new Map<string, LinkedFile>();
	/** Uploads to the media origin, by file id. */
	readonly uploads = new Map<string, ReturnType<typeof describeFile>>();
	/** Stands for the account in links, where the key must not appear. */
	readonly token = randomBytes(9).toString('base64url');
	settings: Settings = { ...DEFAULT_SETTINGS };

	constructor(
		readonly key: string,
		realNow: () => number,
	) {
		this.clock = createClock(realNow);
	}

	/** Replaces the settings; what is not given goes back to its default. */
	configure(settings: Partial<Settings>): void {
		this.settings = { ...DEFAULT_SETTINGS, ...settings };
		this.clock.setSpeed(this.settings.speed);
	}

	takeFault(target: FaultTarget): Fault | undefined {
		return takeFault(this.faults, target);
	}

	/** Begins a task that ends, well or badly, after the kind's seconds. */
	submit(parts: Pick<Task, 'kind' | 'request' | 'text' | 'data'> & { ending?: Ending }): Task {
		const submittedAt = this.clock.now();
		const task = createTask({
			...parts,
			ending: parts.ending ?? { status: 'SUCCESS' },
			submittedAt,
			endsAt: submittedAt + 1000 * secondsFor(parts.kind, this.settings.taskSeconds),
		});
		this.tasksById.set(task.taskId, task);
		this.tasksByRun.set(task.runId, task);
		return task;
	}

	get tasks(): Task[] {
		return [...this.tasksById.values()];
	}

	/** The task with this task_id or, finished or not, this run_id. */
	find(id: unknown): Task | undefined {
		return this.tasksById.get(String(id)) ?? this.tasksByRun.get(Number(id));
	}

	task(taskId: unknown, kind: Kind): Task | undefined {
		const task = this.tasksById.get(String(taskId));
		return task?.kind === kind ? task : undefined;
	}

	/** A run that is there to be fetched: its task has ended well. */
	run(runId: unknown, kinds: readonly Kind[]): Task | undefined {
		const task = this.tasksByRun.get(Number(runId));
		const done = task && isSuccess(statusAt(task, this.clock.now()));
		return done && kinds.includes(task.kind) ? task : undefined;
	}
}

/** The accounts of one sandbox, made when a key is first used. */
export class Accounts {
	private readonly byKey = new Map<string, Account>();

	constructor(private readonly realNow: () => number) {}

	/** Keys begin with `sandbox-` and hold no white space. */
	static isKey(key: unknown): key is string {
		return typeof key === 'string' && /^sandbox-\S+$/.test(key);
	}

	get(key: string): Account | undefined {
		return this.byKey.get(key);
	}

	getOrCreate(key: string): Account {
		const account = this.byKey.get(key) ?? new Account(key, this.realNow);
		this.byKey.set(key, account);
		return account;
	}

	byToken(token: string): Account | undefined {
		return [...this.byKey.values()].find((account) => account.token === token);
	}

	delete(key: string): boolean {
		return this.byKey.delete(key);
	}
}
