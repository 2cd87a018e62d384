import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import { refused, type FieldError } from './apiError.mts';

/** JSON is taken as it is: "1" is not 1. */
const strictAjv = new Ajv2020({ allErrors: true, strict: false });
/** Path, query and form values arrive as text; a single value may stand for a list. */
const textAjv = new Ajv2020({ allErrors: true, strict: false, coerceTypes: 'array' });
for (const ajv of [strictAjv, textAjv]) addFormats.default(ajv);

const PLACES: Record<string, string> = { body: 'body', querystring: 'query', params: 'path' };

const TYPES: Record<string, [message: string, type: string]> = {
	string: ['Input should be a valid string', 'string_type'],
	integer: ['Input should be a valid integer', 'int_type'],
	number: ['Input should be a valid number', 'float_type'],
	boolean: ['Input should be a valid boolean', 'bool_type'],
	array: ['Input should be a valid list', 'list_type'],
	object: ['Input should be a valid dictionary', 'dict_type'],
};

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

const quoted = (values: unknown[]) =>
	values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ');

/** FastAPI's words for the keywords that the contract uses. */
const WORDS: Record<string, (params: any) => [message: string, type: string]> = {
	required: () => ['Field required', 'missing'],
	additionalProperties: () => ['Extra inputs are not permitted', 'extra_forbidden'],
	type: ({ type }) => TYPES[[type].flat().find((name) => name !== 'null')] ?? TYPES.object,
	enum: ({ allowedValues }) => [`Input should be ${quoted(allowedValues)}`, 'literal_error'],
	const: ({ allowedValue }) => [`Input should be ${quoted([allowedValue])}`, 'literal_error'],
	minLength: ({ limit }) => [
		`String should have at least ${plural(limit, 'character')}`,
		'string_too_short',
	],
	maxLength: ({ limit }) => [
		`String should have at most ${plural(limit, 'character')}`,
		'string_too_long',
	],
	pattern: ({ pattern }) => [`String should match pattern '${pattern}'`, 'string_pattern_mismatch'],
	minimum: ({ limit }) => [
		`Input should be greater than or equal to ${limit}`,
		'greater_than_equal',
	],
	maximum: ({ limit }) => [`Input should be less than or equal to ${limit}`, 'less_than_equal'],
	exclusiveMinimum: ({ limit }) => [`Input should be greater than ${limit}`, 'greater_than'],
	minItems: ({ limit }) => [`List should have at least ${plural(limit, 'item')}`, 'too_short'],
	maxItems: ({ limit }) => [`List should have at most ${plural(limit, 'item')}`, 'too_long'],
};

function toFieldError(error: ErrorObject, place: string): FieldError {
	const path = error.instancePath.split('/').slice(1);
	const member = error.params.missingProperty ?? error.params.additionalProperty;
	const loc = [place, ...path, ...(member === undefined ? [] : [member])].map((part) =>
		/^\d+$/.test(part) ? Number(part) : part,
	);
	const [msg, type] = WORDS[error.keyword]?.(error.params) ?? [
		`Value error, ${error.message}`,
		'value_error',
	];
	return { loc, msg, type };
}

/**
 * All errors in FastAPI's form. "None of the choices fits" is left out beside its reasons, as is
 * "must be null", and a list of choices beside "wrong type".
 */
function fieldErrors(errors: ErrorObject[], place: string): FieldError[] {
	const wrongType = new Set(
		errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
	);
	const reasons = errors.filter(
		({ keyword, instancePath, params }) =>
			!['anyOf', 'oneOf'].includes(keyword) &&
			params.type !== 'null' &&
			!(keyword === 'enum' && wrongType.has(instancePath)),
	);
	return (reasons.length > 0 ? reasons : errors).map((error) => toFieldError(error, place));
}

/** For Fastify: checks by ajv, refuses with 422. Schemas are compiled when first used. */
export const validatorCompiler: FastifySchemaCompiler<any> = ({ schema, httpPart, ...rest }) => {
	const { contentType } = rest as { contentType?: string };
	const isStrict = httpPart === 'body' && contentType !== 'multipart/form-data';
	const closedSchema =
		httpPart === 'querystring' ? { ...schema, additionalProperties: false } : schema;
	let validate: ReturnType<typeof strictAjv.compile> | undefined;
	return (data: unknown) => {
		validate ??= (isStrict ? strictAjv : textAjv).compile(closedSchema);
		if (validate(data)) return { value: data };
		return { error: refused(...fieldErrors(validate.errors ?? [], PLACES[httpPart ?? 'body'])) };
	};
};
