import { openTaskLengths } from '../../nodes/shared/core/taskLengths';

const length = (to: number) => ({ from: to - 1, to });

test('keeps the newest ten of each sort, for each account alone', () => {
	const of = openTaskLengths();
	for (let to = 1; to <= 12; to++) of('ours').add('speech', length(to));
	of('theirs').add('speech', length(99));
	expect(of('ours').of('speech')).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(length));
	expect(of('theirs').of('speech')).toEqual([length(99)]);
	expect(of('ours').of('dub')).toEqual([]);
});

test('keeps 500 sorts, of which the one not seen for the longest time goes', () => {
	const lengths = openTaskLengths()('ours');
	for (let sort = 0; sort < 500; sort++) lengths.add(String(sort), length(1));
	lengths.add('0', length(2));
	lengths.add('new', length(1));
	expect(lengths.of('0')).toHaveLength(2);
	expect(lengths.of('1')).toEqual([]);
	expect(lengths.of('2')).toHaveLength(1);
	expect(lengths.of('new')).toHaveLength(1);
});

test('a task that was found at its end tells of all that were checked later', () => {
	const lengths = openTaskLengths()('ours');
	lengths.add('speech', { from: 1000, to: 2000 });
	for (let later = 0; later < 10; later++) lengths.add('speech', { from: 0, to: 3000 });
	lengths.add('speech', { from: 2000, to: 3000 });
	expect(lengths.of('speech').at(-2)).toEqual({ from: 0, to: 2000 });
	expect(lengths.of('speech').at(-1)).toEqual({ from: 2000, to: 3000 });
});
