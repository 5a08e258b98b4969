/** The six sentences to agree with, after Pierce and Van Dyne: possession, control, knowledge, investment. */
export const ITEMS = ['mine', 'ours', 'control', 'knowledge', 'thought', 'stand'] as const;

export type Items = [number, number, number, number, number, number];
