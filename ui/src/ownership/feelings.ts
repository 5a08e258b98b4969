/** The six sentences to agree with, after Pierce and Van Dyne: possession, control, knowledge, investment. */
export const ITEMS = ['mine', 'ours', 'control', 'knowledge', 'thought', 'stand'] as const;
/** From not at all to completely. */
export const GRADES = [1, 2, 3, 4, 5, 6, 7] as const;

export type Items = [number, number, number, number, number, number];
