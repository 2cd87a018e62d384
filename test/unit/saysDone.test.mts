import { saysDone } from '../../nodes/shared/camb/saysDone';

test.each<unknown>([
	{ message: 'Term added', status: 'success' },
	{ message: 'It is not needed any more', status: 'OK' },
	{ status: 200 },
	{ success: true, detail: 'No more' },
	{ error: null, detail: 'Deleted' },
	{ message: 'Dictionary created.' },
	{ id: 5, name: 'What was changed' },
	{},
	'ok',
	' Successfully deleted\n',
	true,
])('%j says that a change was made', (answer) => {
	expect(saysDone(answer)).toBe(true);
});

test.each<unknown>([
	{ error: 'It is locked', status: 'success' },
	{ message: 'Deleted', status: 'error' },
	{ message: 'Deleted', status: 'FAILED' },
	{ status: 404 },
	{ success: false, status: 'success' },
	{ detail: 'Not allowed', message: 'ok' },
	{ detail: [{ msg: 'Field required', loc: ['body', 'name'] }] },
	{ message: 'It could not be deleted' },
	{ message: "The term wasn't added" },
	{ message: 'Unable to complete: errors' },
	{ message: 'It is locked' },
	'Not allowed',
	'Internal Server Error',
	'<html>Deleted</html>',
	'{"message": "Deleted", "sta',
	'',
	' ',
	null,
	false,
	0,
])('%j does not', (answer) => {
	expect(saysDone(answer)).toBe(false);
});
