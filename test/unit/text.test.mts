import { beginningOf, isMarkup, isText, toBytes } from '../../nodes/shared/files/text';

test.each<[string | Buffer, string | undefined, boolean]>([
	['<!DOCTYPE html>', undefined, true],
	['Forbidden', undefined, true],
	['words, a\ttab\r\nand lines', 'audio/mpeg', true],
	['日本語', undefined, true],
	// The last character is cut off.
	[Buffer.from('日本語').subarray(0, 8), undefined, true],
	[Buffer.from('Accès', 'latin1'), undefined, false],
	[Buffer.from('Accès', 'latin1'), 'text/plain; charset=iso-8859-1', true],
	[Buffer.from('Accès', 'latin1'), 'Application/JSON', true],
	[Buffer.from('Accès', 'latin1'), 'x-text/plain', false],
	[Buffer.from('\ufeff<!DOCTYPE html>', 'utf16le'), 'audio/mpeg', true],
	[Buffer.from('\ufeff日本語\r\n', 'utf16le').subarray(0, 9), undefined, true],
	[Buffer.from('\ufeffsound\u0001', 'utf16le'), undefined, false],
	[Buffer.from('\ufeffsound\ud800 ', 'utf16le'), undefined, false],
	['sound\u0001', 'text/plain', false],
	['sound\u007f', 'text/plain', false],
	['\ufffbsound\u0000', 'text/plain', false],
])('whether %j of type %j is text', (start, contentType, is) => {
	expect(isText(Buffer.from(start), contentType)).toBe(is);
});

test.each<[string | Buffer, boolean]>([
	['<!DOCTYPE html>', true],
	['\n  <HTML>', true],
	['\ufeff<!doctype html>', true],
	[Buffer.from('\ufeff<html>', 'utf16le'), true],
	['<?xml version="1.0"?>', true],
	['<Error><Code>', true],
	['{"detail":"no"}', true],
	['[ {"detail":"no"}]', true],
	['[{"detail":"no"}]', true],
	['words', false],
	['<htmlish>', false],
	['[laughs] Hello', false],
	['{ sound', false],
])('whether %j is a page or data', (start, is) => {
	expect(isMarkup(Buffer.from(start))).toBe(is);
});

test('the beginning of a text is one line, cut between characters', () => {
	expect(beginningOf(Buffer.from('  One\r\n\ttwo \u202e'), 20)).toBe('One two');
	expect(beginningOf(Buffer.from('\ufeffÉin', 'utf16le'), 20)).toBe('Éin');
	expect(beginningOf(Buffer.from('One'), 3)).toBe('One');
	expect(beginningOf(Buffer.from('😀'.repeat(9)), 3)).toBe('😀😀😀…');
});

test('text in a file is well-formed, without a byte order mark', () => {
	expect(toBytes('\ufeffGr\u00fc\u00dfe \ud83d!').toString('hex')).toBe(
		Buffer.from('Gr\u00fc\u00dfe \ufffd!').toString('hex'),
	);
	expect(toBytes('\ufeff\ufeffa').toString()).toBe('a');
	expect(toBytes('a\ufeffb').toString()).toBe('a\ufeffb');
});
